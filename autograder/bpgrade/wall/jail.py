"""Closing the jail: what a worker does between its fork and the first byte of student code. Every step raises."""

import ctypes
import os
import resource
import signal

from bpgrade.wall import landlock, seccomp

MEMORY = 1 << 30  # bytes of address space
CPU_SECONDS = 60
OPEN_FILES = 64
NOBODY = 65534
_SET_PDEATHSIG, _SET_DUMPABLE, _SET_NO_NEW_PRIVS = 1, 4, 38


def close(layers, empty_folder, filter_code):
    """Put every layer in force, in the only order that works.

    Args:
        layers: which of "chroot", "landlock", "seccomp" are wanted; rlimits are always set.
        empty_folder: descriptor of an empty folder for chroot, or None.
        filter_code: seccomp.program(), or None.
    Raises:
        OSError, ValueError: a layer could not be had; the caller must not run student code.
    """
    if "chroot" in layers:
        _leave_the_file_system(empty_folder)
    _limit_resources()
    if os.uname().sysname == "Linux":  # where nothing else confines, a loop must not outlive its grader either
        _prctl(_SET_PDEATHSIG, signal.SIGKILL)
    if "seccomp" in layers or "landlock" in layers:
        _prctl(_SET_DUMPABLE, 0)
        _prctl(_SET_NO_NEW_PRIVS, 1)
    if "landlock" in layers:
        landlock.deny_all()
    if "seccomp" in layers:
        seccomp.load(filter_code)


def _leave_the_file_system(empty_folder):
    os.fchdir(empty_folder)
    os.chroot(".")
    os.close(empty_folder)
    os.setgroups([])
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)


def _limit_resources():
    limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": CPU_SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_NOFILE": OPEN_FILES}
    for name, value in {**limits, "RLIMIT_NPROC": 0, "RLIMIT_CORE": 0}.items():
        try:
            resource.setrlimit(getattr(resource, name), (value, value))
        except (ValueError, AttributeError):
            # macOS knows no address-space limit worth the name; on Linux every one of them can be set
            if os.uname().sysname == "Linux":
                raise


def _prctl(option, value):
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"prctl {option}: {os.strerror(code)}")
