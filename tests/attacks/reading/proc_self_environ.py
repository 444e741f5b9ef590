"""Opens /proc/self/environ and /proc/self/cmdline."""
# stopped by: seccomp, landlock, namespaces, process split


def attack():
    data = open("/proc/self/environ", "rb").read() + b"\0" + open("/proc/self/cmdline", "rb").read()
    return "\n".join(part.decode() for part in data.split(b"\0") if b"canary" in part)
