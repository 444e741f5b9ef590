"""Leaves a pipe, a device and a folder where the reports are."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os
import stat


def attack():
    found, refused = [], []
    for make in (
        lambda: os.mkfifo("@OUT@/@MARK@-pipe"),
        lambda: os.mknod("@OUT@/@MARK@-null", stat.S_IFCHR | 0o600, os.makedev(1, 3)),
        lambda: os.mkdir("@OUT@/@MARK@-folder"),
    ):
        try:
            found.append(str(make()))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {len(found)} files"
