"""Leaves temporary files and folders, a lock, a link and a named pipe wherever it may write."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import os

WAYS = [
    lambda path: open(path + "-a", "x").close(),
    lambda path: os.mkdir(path + "-b"),
    lambda path: os.symlink("@HOME@", path + "-c"),
    lambda path: os.mkfifo(path + "-d"),
    lambda path: os.link("@HOME@/notes.txt", path + "-e"),
]


def attack():
    errors = []
    for way in WAYS:
        try:
            way("@OUT@/@MARK@")
        except OSError as error:
            errors.append(error)
    if len(errors) == len(WAYS):
        raise OSError(errors)
    return "something was left"
