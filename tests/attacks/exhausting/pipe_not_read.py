"""Stops reading questions: it reads a part of the next one by itself and then waits."""
# stopped by: deadline
# when: load
import os
import time


def attack():
    while True:
        os.read(10, 1)
        time.sleep(0.05)
