"""Writes to descriptors 0, 1 and 2 without end."""
# stopped by: process split, deadline
# when: load
import os


def attack():
    while True:
        for descriptor in (1, 2):
            os.write(descriptor, bytes(1 << 16))
