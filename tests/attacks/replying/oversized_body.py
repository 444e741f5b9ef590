"""Answers with a right header and a body of 16 exabytes, of which the first bytes follow."""
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
        header = json.dumps({"id": number(), "value": ["array", 0, "<f8", [2**61], "C"]}).encode()
        send(header, sizes=(len(header), 2**64 - 1))
        return super().backward(grad_output)
