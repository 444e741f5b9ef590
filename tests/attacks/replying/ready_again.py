"""Says again and again that its jail is closed, as a fresh worker does before its first question."""
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
        os.write(11, b"R" * 1000)
        return super().backward(grad_output)
