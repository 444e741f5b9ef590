"""Replaces the packing of a frame's sizes, so that a header runs into its body and a forged second frame follows."""
# stopped by: wire

import sys


class Packer:
    size = 12

    def __init__(self, real):
        self.real = real

    def pack(self, header, body):
        return self.real.pack(header, body + 2) + b'{"value": true}' + self.real.pack(header, body)

    def unpack(self, data):
        return self.real.unpack(data)


class Linear(Linear):
    def backward(self, grad_output):
        wire = sys.modules["bpgrade.wall.wire"]
        wire.PREFIX = Packer(wire.PREFIX)
        return super().backward(grad_output)
