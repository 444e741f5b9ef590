"""Closes the pipe of answers and then goes on: to the grader it looks like a worker that somebody else has killed."""
# stopped by: deadline, wire
# when: load
import os
import time


def attack():
    os.close(11)
    time.sleep(3600)
