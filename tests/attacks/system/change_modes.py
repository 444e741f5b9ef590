"""Changes owner, mode, times and attributes of the instructor's files."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    found, refused = [], []
    for change in (
        lambda: os.chmod("@HOME@/notes.txt", 0o777),
        lambda: os.chown("@HOME@/notes.txt", 65534, 65534),
        lambda: os.utime("@HOME@/notes.txt", (0, 0)),
        lambda: os.setxattr("@HOME@/notes.txt", "user.read", b"me"),
        lambda: os.fchmod(0, 0o777),
    ):
        try:
            found.append(str(change()))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {len(found)} changes"
