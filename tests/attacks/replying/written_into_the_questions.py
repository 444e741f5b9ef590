"""Writes questions of its own into the pipe that the worker reads its questions from, and into all descriptors."""
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
        header = json.dumps({"id": number(), "steps": ["list", []]}).encode()
        for descriptor in (10, *range(10), *range(12, 64)):
            try:
                os.write(descriptor, struct.pack("<IQ", len(header), 0) + header)
            except OSError:
                continue
        return super().backward(grad_output)
