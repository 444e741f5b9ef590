"""Asks which paths exist by access, statvfs, realpath and readlink instead of stat."""
# stopped by: seccomp, namespaces
import os


def attack():
    found, refused = [], []
    for ask in (os.statvfs, os.readlink, os.listxattr, lambda path: os.path.realpath(path, strict=True)):
        for path in ("@HOME@/notes.txt", "/proc/self/exe", "/etc/mtab"):
            try:
                found.append(f"{path}: {ask(path)}")
            except OSError as error:
                refused.append(error)
    found += ["access says yes"] if os.access("@HOME@/notes.txt", os.F_OK) else []
    if not found:
        raise refused[0]
    return "\n".join(found)[:1000]
