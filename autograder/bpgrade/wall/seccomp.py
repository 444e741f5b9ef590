"""A compute-only seccomp filter: the system calls that CPython and numpy need to compute, and no others.

The filter is classic BPF, written here instead of by libseccomp because slim images lack that library. It holds for
x86_64 and aarch64; on another machine `program` raises and the level falls. Numbers: the kernel's unistd tables.
"""

import ctypes
import errno
import os
import platform
import struct

_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_ERRNO = 0x00050000
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_COLUMN = {"x86_64": 0, "aarch64": 1}
_X32_BIT = 0x40000000
_PROT_EXEC = 4

# name: (x86_64, aarch64); None where the machine has no such call
COMPUTE = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "close": (3, 57), "lseek": (8, 62),
    "brk": (12, 214), "munmap": (11, 215), "mremap": (25, 216), "madvise": (28, 233), "futex": (202, 98),
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "rseq": (334, 293), "set_robust_list": (273, 99),
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132),
    "restart_syscall": (219, 128), "nanosleep": (35, 101), "clock_nanosleep": (230, 115),
    "clock_gettime": (228, 113), "clock_getres": (229, 114), "gettimeofday": (96, 169), "time": (201, None),
    "times": (100, 153), "getrusage": (98, 165), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
    "pselect6": (270, 72), "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getcwd": (79, 17), "uname": (63, 160),
    "sysinfo": (99, 179), "getrandom": (318, 278), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip
MAPPING = {"mmap": (9, 222), "mprotect": (10, 226)}  # allowed unless they ask for executable memory
LETHAL = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "bpf": (321, 280),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "mount": (165, 40), "umount2": (166, 39),
    "move_mount": (429, 429), "open_tree": (428, 428), "fsopen": (430, 430), "fsmount": (432, 432),
    "pivot_root": (155, 41), "setns": (308, 268), "unshare": (272, 97), "open_by_handle_at": (304, 265),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104),
    "kexec_file_load": (320, 294), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
}  # fmt: skip
_CLONE3 = 435

_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_OFFSET_NR, _OFFSET_ARCH, _OFFSET_PROT = 0, 4, 32


def program(machine=None):
    """The filter for one machine.

    Args:
        machine: "x86_64" or "aarch64"; this machine when None.
    Returns:
        bytes: an array of struct sock_filter.
    Raises:
        OSError: no system call table for this machine.
    """
    machine = machine or platform.machine()
    if machine not in _COLUMN:
        raise OSError(errno.ENOSYS, f"no seccomp table for {machine}")
    steps = [(_LOAD, 0, 0, _OFFSET_ARCH), (_JUMP_EQUAL, 1, 0, _AUDIT_ARCH[machine]), (_RETURN, 0, 0, _KILL)]
    steps += [(_LOAD, 0, 0, _OFFSET_NR)]
    if machine == "x86_64":
        steps += [(_JUMP_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL)]
    for number in _numbers(COMPUTE, machine):
        steps += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ALLOW)]
    for number in _numbers(LETHAL, machine):
        steps += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, _KILL)]
    # ENOSYS makes glibc fall back to clone, which is then refused like everything else
    steps += [(_JUMP_EQUAL, 0, 1, _CLONE3), (_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]
    for number in _numbers(MAPPING, machine):
        steps += [(_JUMP_EQUAL, 0, 4, number), (_LOAD, 0, 0, _OFFSET_PROT), (_JUMP_ANY_BIT, 0, 1, _PROT_EXEC)]
        steps += [(_RETURN, 0, 0, _ERRNO | errno.EPERM), (_RETURN, 0, 0, _ALLOW)]
    steps += [(_RETURN, 0, 0, _ERRNO | errno.EPERM)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def _numbers(table, machine):
    return [row[_COLUMN[machine]] for row in table.values() if row[_COLUMN[machine]] is not None]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def load(code):
    """Put this process under the filter for good. PR_SET_NO_NEW_PRIVS has to be set already.

    Raises:
        OSError: the kernel refused it.
    """
    buffer = ctypes.create_string_buffer(code, len(code))
    wanted = _Program(len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    pr_set_seccomp, mode_filter = 22, 2
    if libc.prctl(pr_set_seccomp, mode_filter, ctypes.byref(wanted), 0, 0) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"seccomp: {os.strerror(code)}")
