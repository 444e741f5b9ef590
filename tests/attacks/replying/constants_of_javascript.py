"""Answers with NaN and Infinity where JSON knows none: as values, numbers of the question, sizes and keys."""
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


FORMS = [
    b'{"id": %d, "value": NaN}', b'{"id": NaN, "also": %d, "value": Infinity}',
    b'{"id": %d, "value": ["array", NaN, "<f8", [0], "C"]}',
    b'{"id": %d, "value": ["array", 0, "<f8", [Infinity], "C"]}',
    b'{"id": %d, "value": ["dict", [[NaN, 1], [NaN, 2], [-Infinity, NaN]]]}',
    b'{"id": %d, "value": ["list", [-Infinity, NaN, ["list", [NaN]]]]}',
    b'{"id": %d, "error": ["dict", [["type", NaN], ["text", NaN], ["places", NaN]]]}',
]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        instead_of_the_worker(FORMS[this % len(FORMS)] % this)
