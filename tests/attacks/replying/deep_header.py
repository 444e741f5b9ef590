"""Answers with JSON that is nested as deeply as fits, in lists, objects and the lists of the wire."""
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
    lambda: b'{"value":' + b"[" * 10**6,
    lambda: b'{"value":' + b'{"a":' * 150_000,
    lambda: b'{"value":' + b'["list",[' * 100_000 + b"1" + b"]]" * 10_000,
    lambda: b'{"id": %d, "value": ' % number() + b'["list", [' * 400 + b"]]" * 400 + b"}",
]


class Linear(Linear):
    def backward(self, grad_output):
        instead_of_the_worker(FORMS[number() % len(FORMS)]())
