"""Writes to the terminal, the console and the kernel's log by their devices."""
# stopped by: seccomp, landlock, namespaces
# at D: skip


def attack():
    found, refused = [], []
    for path in ("/dev/tty", "/dev/console", "/dev/kmsg", "/dev/pts/0"):
        try:
            found.append(open(path, "w").write("@MARK@\n"))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
