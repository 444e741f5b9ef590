"""Answers with many arrays that share their bytes, and with bytes that belong to no array."""
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


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        one, size = ["array", 0, "<f8", [2**17], "C"], 2**20
        value = [["list", [one] * 15_000], one, ["list", [one, one]], ["dict", [["a", one], ["b", one]]]][this % 4]
        instead_of_the_worker({"id": this, "value": value}, bytes(size + 8 * (this % 2)))
