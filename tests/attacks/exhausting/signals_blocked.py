"""Blocks all signals, so that none is delivered, and waits for the end of the processor time that it is allowed."""
# stopped by: deadline
# when: load
import signal


def attack():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        sum(range(1000))
