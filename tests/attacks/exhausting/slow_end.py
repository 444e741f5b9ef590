"""Takes hours when its objects are thrown away and when the interpreter ends."""
# stopped by: deadline
import atexit
import time

atexit_hook = atexit.register(time.sleep, 3600)


class Linear(Linear):
    hook = atexit_hook

    def __del__(self):
        time.sleep(3600)
