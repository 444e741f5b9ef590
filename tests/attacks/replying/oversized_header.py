"""Announces a header of 4 GB, and sends nothing of it."""
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


class Linear(Linear):
    def backward(self, grad_output):
        send(b"", sizes=(2**32 - 1, 0))
        return super().backward(grad_output)
