"""Ctrl-C and SIGTERM while something is imported: an exception in the middle of an import may come to grief there."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

STOPPED = 130  # exit status
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def stop_at_once(number: int, frame: object) -> None:
    """A handler that says so and ends the process."""
    os.write(2, b"bpgrade: stopped.\n")
    os._exit(STOPPED)


@contextlib.contextmanager
def at_once() -> Iterator[None]:
    """Within, signals that would raise KeyboardInterrupt end the process instead."""
    if threading.current_thread() is not threading.main_thread():  # a cluster's worker: signals are not its business
        yield
        return
    raising = [number for number in SIGNALS if signal.getsignal(number) is signal.default_int_handler]
    for number in raising:
        signal.signal(number, stop_at_once)
    try:
        yield
    finally:
        for number in raising:
            signal.signal(number, signal.default_int_handler)
