"""Sends the keys id, value and error twice each, of which a careless reader might check one and use the other."""
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
        instead_of_the_worker(
            b'{"id": 0, "id": %d, "value": true, "passed": true, "value": {"passed": true}, "value": null}' % this
        )
