"""Answers with tags that a reader might follow: markers, classes, references, commands, empty and unhashable tags."""
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


TAGS = [
    ["rng", 5], ["dtype", "float64"], ["dtype", "O"], ["__reduce__", "os.system"], ["list", []], [], [[]], [None],
    [["list"], []],
]
TAGS += [
    ["list", [1], 2], ["tuple", "abc"], ["dict", [["a"]]], ["dict", [[["list", []], 1]]], ["dict", {"a": 1}],
    {"py/object": "os"},
]
TAGS += [
    {"$ref": "#"}, {"__class__": "Handle", "number": 0}, ["handle", 1], ["value", 1], ["_Reader", 1],
    ["unpack", {}],
]


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        instead_of_the_worker({"id": this, "value": TAGS[this % len(TAGS)]})
