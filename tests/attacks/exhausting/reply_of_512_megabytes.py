"""Sends a reply whose header announces 512 MB, and as much of it as the pipe takes."""
# stopped by: wire
import os
import struct


def attack():
    os.write(11, struct.pack("<IQ", 100, 1 << 29))
    while True:
        os.write(11, bytes(1 << 20))
