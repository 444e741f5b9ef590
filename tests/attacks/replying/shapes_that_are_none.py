"""Answers with arrays of negative, fractional, overflowing and missing shapes, and of offsets outside of the body."""
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


SHAPES = [
    [-1, -20], [-5, 4], [2**63, 2], [2**32, 2**32], [0, 2**63], [0, 10**4000], [1.0, 20], [True], "20", None,
    [[5, 4]],
]
SHAPES += [[1] * 64, [2] * 9, [0] * 8 + [1], [10**4299] * 8, {}]
ARRAYS = [["array", 0, "<f8", shape, "C"] for shape in SHAPES]
ARRAYS += [["array", offset, "<f8", [20], "C"] for offset in (-160, 2**70, 1.0, None, 8)]
ARRAYS += [["array", 0, "<f8", [20], order] for order in ("K", None, [], "strided ", True)]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        instead_of_the_worker({"id": this, "value": ARRAYS[this % len(ARRAYS)]}, bytes(160))
