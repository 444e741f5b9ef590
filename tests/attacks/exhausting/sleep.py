"""Sleeps for an hour, in the kernel and so without any use of the processor."""
# stopped by: deadline
# when: load
import time


def attack():
    time.sleep(3600)
