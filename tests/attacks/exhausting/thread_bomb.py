"""Starts 1000 threads that sleep."""
# stopped by: seccomp
import threading
import time


def attack():
    for _ in range(1000):
        threading.Thread(target=time.sleep, args=[5], daemon=True).start()
    return f"done: {threading.active_count()} threads"
