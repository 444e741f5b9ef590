"""Answers with half surrogate pairs, null characters and direction marks wherever a text may stand."""
# stopped by: wire, reports

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


ODD = "\ud800\0\u202e\uffff\x1b[31m\udfff"


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        error = [["type", ODD], ["text", ODD], ["places", ["list", [["list", [ODD, 1, 1]]]]]]
        forms = [{"value": ODD}, {"error": ["dict", error]}, {"value": ["handle", 1, ODD]}, {ODD: ODD, "value": None}]
        forms += [{"value": ["dict", [[ODD, ODD]]]}, {"value": None, "printed": ODD * 1000}, {"value": [ODD, ODD]}]
        instead_of_the_worker({"id": this, **forms[this % len(forms)]})
