"""Answers with pickles, as header and as body, that would run a command in a reader that loads them."""
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


import pickle


class Command:
    def __reduce__(self):
        return os.system, ("touch @OUT@/@MARK@",)


class Linear(Linear):
    def backward(self, grad_output):
        data = pickle.dumps(Command(), protocol=0)
        if number() % 2:
            send(data)
        else:
            send({"id": number(), "value": ["array", 0, "|O", [1], "C"]}, data)
        return super().backward(grad_output)
