"""Answers with handles of huge, negative and borrowed numbers, whose type names are long, markup or trusted words."""
# stopped by: wire, reports

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


NAMES = [
    "ndarray", "float", "<img src=x onerror=alert(1)>",
    "\x1b[2J\x1b[1;1HPASSED", "x" * 10**6, "", "\ud800", "matrix",
]
NUMBERS = [0, 1, -1, 2**53, -(2**63), 10**400]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        handle = ["handle", NUMBERS[this % len(NUMBERS)], NAMES[this // 7 % len(NAMES)]]
        value = [handle, ["list", [handle] * 3], ["dict", [["shape", handle]]]][this // 61 % 3]
        instead_of_the_worker({"id": this, "value": value})
