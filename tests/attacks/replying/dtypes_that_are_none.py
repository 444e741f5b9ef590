"""Answers with arrays and scalars of dtypes that hold pointers, text, dates, fields, or whose bytes are swapped."""
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


KINDS = [
    "|O", "O", "|V8", "<U4", "|S8", ">f8", "<f8,<f8", "M8[s]", "f8", "<g", "=d", "<f16", "(5,4)f8", "", None,
    ["<f8"], 8, {},
]
VALUES = [["array", 0, kind, [20], "C"] for kind in KINDS] + [["scalar", kind, "00" * 8] for kind in KINDS]
VALUES += [["scalar", "<f8", data] for data in ("", "00", "zz" * 8, "00" * 16, "\u0660" * 16, 5, None, "0 0" * 8)]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        value = VALUES[this % len(VALUES)]
        instead_of_the_worker({"id": this, "value": value}, bytes(160) if value[0] == "array" else b"")
