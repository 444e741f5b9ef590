"""Announces a large reply and sends it byte by byte for as long as it can, so that something always arrives."""
# stopped by: deadline
# when: load
import os
import struct


def attack():
    os.write(11, struct.pack("<IQ", 1 << 20, 1 << 26))
    while True:
        os.write(11, b" ")
