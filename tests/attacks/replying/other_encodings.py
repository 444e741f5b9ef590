"""Answers in UTF-16, UTF-8 with a byte order mark, compressed, and with comments, which lenient readers understand."""
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


import zlib


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        text = json.dumps({"id": this, "value": None, "passed": True}).encode()
        wide = b"\xff\xfe" + b"".join(bytes([each, 0]) for each in text)
        forms = [wide, b"\xef\xbb\xbf" + text, zlib.compress(text), b"/**/" + text, text + b"\n" + text, text[:-1]]
        forms += [b"", b"null", b"[]", b'"id"', text.replace(b'"', b"'"), text.replace(b",", b",,"), text + b"\0"]
        instead_of_the_worker(forms[this % len(forms)])
