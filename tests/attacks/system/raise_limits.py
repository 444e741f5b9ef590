"""Lifts its limits on memory, processor time, file size, descriptors and processes."""
# stopped by: seccomp, limits
import resource


def attack():
    found, refused = [], []
    for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_NPROC", "RLIMIT_CORE"):
        try:
            resource.setrlimit(getattr(resource, name), (1 << 40, 1 << 40) if name != "RLIMIT_NOFILE" else (4096, 4096))
            found.append(name)
        except (OSError, ValueError) as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
