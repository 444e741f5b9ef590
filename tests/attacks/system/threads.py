"""Starts threads by threading and by the interpreter's own _thread, to compute on while no question is asked."""
# stopped by: seccomp
import _thread
import threading


def attack():
    said, refused = [], []
    for start in (
        lambda: threading.Thread(target=said.append, args=["a thread"], daemon=True).start(),
        lambda: _thread.start_new_thread(said.append, ("a naked thread",)),
    ):
        try:
            start()
        except RuntimeError as error:
            refused.append(error)
    if refused:
        raise refused[0]
    return f"done: {said}"
