"""Starts a thread that waits until the notebook is loaded, and leaves a file while tests are run."""
# stopped by: seccomp, limits, landlock, namespaces
# at D: breach

import threading
import time


def later():
    time.sleep(0.05)
    open("@OUT@/@MARK@", "w").close()


def attack():
    thread = threading.Thread(target=later)
    thread.start()
    return "a thread is under way"
