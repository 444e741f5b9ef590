"""Catches its own segmentation fault with a handler that returns, so that the fault is repeated for ever."""
# stopped by: deadline
# when: load
import ctypes
import signal


def attack():
    signal.signal(signal.SIGSEGV, lambda *_: None)
    ctypes.memset(0, 1, 1)
