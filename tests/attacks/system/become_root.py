"""Changes its user and groups: to root, to other users, to other file system ids."""
# stopped by: seccomp, namespaces
import os


def attack():
    found, refused = [], []
    for name, arguments in (
        ("setuid", (0,)), ("setgid", (0,)), ("setresuid", (0, 0, 0)), ("setgroups", ([0, 42],)), ("setreuid", (1000, 0)),
    ):
        try:
            getattr(os, name)(*arguments)
            found.append(name)
        except OSError as error:
            refused.append(error)
    if refused:
        raise refused[0]
    return f"done: {found}"
