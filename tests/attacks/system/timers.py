"""Sets timers that would go on signalling: setitimer, timer_create, timerfd."""
# stopped by: seccomp
import ctypes
import signal


def attack():
    libc, timer, refused = ctypes.CDLL(None, use_errno=True), ctypes.c_void_p(), []
    signal.signal(signal.SIGALRM, lambda *_: None)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
        return "done: an interval timer"
    except OSError as error:
        refused.append(error)
    if libc.timer_create(1, None, ctypes.byref(timer)) == 0 or libc.timerfd_create(1, 0) >= 0:
        return "done: a timer"
    raise refused[0]
