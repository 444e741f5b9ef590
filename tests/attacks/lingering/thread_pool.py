"""Leaves a pool of threads behind that go on taking work from a queue after the call has come back."""
# stopped by: seccomp, limits, landlock, namespaces
# at D: breach

import queue
import threading

WORK = queue.Queue()


def serve():
    while True:
        path = WORK.get(timeout=30)
        open(path, "w").close()


def attack():
    for _ in range(4):
        threading.Thread(target=serve, daemon=True).start()
    for number in range(4):
        WORK.put(f"@OUT@/@MARK@-{number}")
    return "four threads have been given work"
