"""Takes the same lock twice."""
# stopped by: deadline
# when: load
import threading


def attack():
    lock = threading.Lock()
    with lock, lock:
        pass
