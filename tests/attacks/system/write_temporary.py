"""Leaves files where everybody may write: /tmp, /var/tmp, /dev/shm, and where tempfile thinks best."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: skip
import tempfile


def attack():
    found, refused = [], []
    for folder in ("/tmp", "/var/tmp", "/dev/shm"):
        try:
            found.append(open(f"{folder}/@MARK@", "a").name)
        except OSError as error:
            refused.append(error)
    if not found:
        found.append(tempfile.mkdtemp(prefix="@MARK@"))
    return f"done: {found}"
