"""Landlock: no file, no TCP, no signal to an outsider, whatever the file permissions say.

The kernel's own interface (linux/landlock.h) by ctypes: the Python packages for it are too young to lean a wall on.
"""

import ctypes
import os

_CREATE_RULESET, _RESTRICT_SELF = 444, 446  # the same numbers on every machine
_ASK_VERSION = 1


class _Ruleset(ctypes.Structure):
    _fields_ = [("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scope", ctypes.c_uint64)]


def version():
    """The kernel's Landlock ABI; 0 where it is missing or switched off."""
    return max(0, ctypes.CDLL(None).syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), _ASK_VERSION))


def deny_all():
    """Refuse this process every access that the running kernel's Landlock knows. no_new_privs has to be set already.

    Raises:
        OSError: the kernel has no Landlock or refused it.
    """
    abi = version()
    file_rights = {1: 13, 2: 14, 3: 15, 4: 15}.get(abi, 16)
    rules = _Ruleset(files=(1 << file_rights) - 1, network=3 if abi >= 4 else 0, scope=3 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.syscall(_CREATE_RULESET, ctypes.byref(rules), ctypes.c_size_t(size), 0)
    if handle < 0 or libc.syscall(_RESTRICT_SELF, handle, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"landlock: {os.strerror(code)}")
    os.close(handle)
