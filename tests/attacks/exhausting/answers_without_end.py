"""Sends the answer of an earlier question over and over while no question is being asked."""
# stopped by: wire
import os
import struct


class Linear(Linear):
    def forward(self, x):
        frame = b'{"id": 1, "value": null}'
        for _ in range(100):
            os.write(11, struct.pack("<IQ", len(frame), 0) + frame)
        return super().forward(x)
