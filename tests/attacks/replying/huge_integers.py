"""Answers with integers that take long to read or fit no word, in values, shapes, lines and handles."""
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
    b"1" * 900_000, b"[" + b",".join([b"9" * 4300] * 200) + b"]", b"-" + b"9" * 4300,
    b'["handle", ' + b"9" * 4300 + b', "ndarray"]', b'["handle", -1.5, "ndarray"]', b"9223372036854775808",
    b"1e999999999",
]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        instead_of_the_worker(b'{"id": %d, "value": %s}' % (this, FORMS[this % len(FORMS)]))
