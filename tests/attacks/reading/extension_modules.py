"""Loads extension modules and libraries from disk that the import system withholds."""
# stopped by: seccomp, landlock
import ctypes
import os
from importlib.machinery import ExtensionFileLoader, ModuleSpec


def attack():
    found, refused = [], []
    folder = os.path.join(os.path.dirname(os.__file__), "lib-dynload")
    suffix = f"cpython-311-{os.uname().machine}-linux-gnu.so"
    for name in ("mmap", "_sqlite3", "_multiprocessing"):
        path = f"{folder}/{name}.{suffix}"
        try:
            found.append(str(ExtensionFileLoader(name, path).create_module(ModuleSpec(name, None, origin=path))))
        except ImportError as error:
            refused.append(error)
    for name in ("libutil.so.1", "libcrypt.so.1", "/lib/x86_64-linux-gnu/librt.so.1"):
        try:
            found.append(str(ctypes.CDLL(name)))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
