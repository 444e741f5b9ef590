"""Answers with the bytes of .npy and .npz files, whose headers are evaluated by readers that allow pickles."""
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


import io


def file(save, array):
    stream = io.BytesIO()
    save(stream, array)
    return stream.getvalue()


class Linear(Linear):
    def backward(self, grad_output):
        data = file(np.save if number() % 2 else np.savez, np.array([[1, "a"]], object))
        send({"id": number(), "value": ["array", 0, "<f8", [len(data) // 8], "C"]}, data)
        return super().backward(grad_output)
