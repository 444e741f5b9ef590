"""Answers with numbers that are only equal to the right one: floats, text, lists, True, and the key id twice."""
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
        this = number()
        forms = [float(this), str(this), ["list", [this]], ["scalar", "<i8", struct.pack("<q", this).hex()], None, True]
        odd = forms[this % len(forms)]
        if this % 7 == 6:
            send(b'{"id": %d, "id": "%d", "value": null}' % (this, this))
        send({"id": odd, "value": None, "passed": True})
        return super().backward(grad_output)
