"""Starts a timer that fires again and again, and prints what it reads into the output of later calls."""
# stopped by: seccomp, limits, landlock, namespaces
# at D: breach

import threading
import time

READ = []


def tick():
    READ.append(open("@HOME@/notes.txt").read())


def attack():
    if not READ:
        timer = threading.Timer(0.01, tick)
        timer.daemon = True
        timer.start()
        time.sleep(0.1)
    return "".join(READ)
