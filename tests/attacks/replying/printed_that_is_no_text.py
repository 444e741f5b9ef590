"""Sends as printed text what is none: numbers, arrays, a megabyte, and text that commands a terminal or a page."""
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


def forms():
    yield from (5, None, ["list", ["a"]], ["array", 0, "<f8", [0], "C"], ["handle", 1, "str"], True)
    yield from (
        "<script>document.title='100'</script>",
        "\x1b[2J\x1b]0;PASSED\x07",
        "\ud800" * 9,
        "=HYPERLINK(0)",
        "x" * 10**6,
    )


class Linear(Linear):
    def backward(self, grad_output):
        this = number()
        printed = list(forms())[this % 11]
        instead_of_the_worker({"id": this, "value": None, "printed": printed})
