"""Sends errors that are no errors: without text, with a million places, with places of odd types and huge lines."""
# stopped by: wire

import json
import os
import struct
import sys


def number():
    frame = sys._getframe()
    while "question" not in frame.f_locals:
        frame = frame.f_back
    return frame.f_locals["question"]["id"]


def send(header, body=b"", sizes=None):
    header = header if isinstance(header, bytes) else json.dumps(header).encode()
    os.write(11, struct.pack("<IQ", *(sizes or (len(header), len(body)))) + header + body)


def instead_of_the_worker(*parts):
    send(*parts)
    worker = sys.modules["bpgrade.wall.worker"]
    real = worker._write
    worker._write = lambda data: setattr(worker, "_write", real)


def wired(value):
    return sys.modules["bpgrade.wall.wire"]._Writer(None).tree(value, 0)


PLACES = [
    [], "places", [[]], [["01_linear.ipynb", 1, 10**18]], [["01_linear.ipynb", True, 1.0]],
    [["a" * 1000, 1, 1]] * 100,
]
ERRORS = [{"type": "KeyError", "text": "PASSED", "places": places} for places in [*PLACES, [["x", 1, 1]] * 3000, None]]
ERRORS += [
    None, [], "PASSED", {}, {"type": 5, "text": "", "places": []},
    {"type": "\ud800\x1b[2J", "text": 7, "places": []},
]
ERRORS += [{"type": "<script>alert(1)</script>", "text": "\0\r\n=cmd|' /C calc'!A0", "places": [["\ud800", 1, 1]]}]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        instead_of_the_worker({"id": this, "error": wired(ERRORS[this % len(ERRORS)])})
