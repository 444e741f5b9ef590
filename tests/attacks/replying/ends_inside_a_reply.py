"""Ends the process with half of an answer in the pipe."""
# stopped by: process split

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
        send({"id": number(), "value": ["array", 0, "<f8", [5, 4], "C"]}, b"\0" * 80, sizes=(70, 160))
        os._exit(0)
