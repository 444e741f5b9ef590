"""Changes the processor's segment registers and tables by modify_ldt and arch_prctl."""
# stopped by: seccomp
import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    if os.uname().machine != "x86_64":
        raise LookupError("no such registers here")
    entry = (ctypes.c_uint * 4)(0, 0, 0xFFFFF, 0x51)
    if libc.syscall(154, 1, entry, ctypes.c_size_t(16)) == 0 or libc.syscall(158, 0x1001, 0) == 0:
        return "done: another segment"
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
