"""Leaves a symbolic link and a hard link to the instructor's files in the folder of reports."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    found, refused = [], []
    for make in (os.symlink, os.link):
        try:
            make("@HOME@/notes.txt", f"@OUT@/@MARK@-{make.__name__}")
            found.append(make.__name__)
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
