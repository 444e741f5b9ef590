"""Ignores and blocks every signal, so that a polite request to end is not heard, and then never ends."""
# stopped by: deadline
# when: load

import signal


def attack():
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    while True:
        try:
            signal.pause()
        except BaseException:
            continue
