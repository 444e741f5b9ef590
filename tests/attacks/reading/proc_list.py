"""Lists /proc for processes that work on the submissions, and reads their command lines."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    pids = [name for name in os.listdir("/proc") if name.isdigit()]
    lines = [open(f"/proc/{pid}/cmdline").read().replace("\0", " ") for pid in pids]
    return "\n".join(line for line in lines if "@CLASS@" in line)
