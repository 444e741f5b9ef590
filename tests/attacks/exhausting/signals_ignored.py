"""Ignores every signal that can be ignored, catches every exception, and goes on."""
# stopped by: deadline
# when: load
import signal


def attack():
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            continue
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
