"""Renames the gradebook, exchanges it with the notes, and removes it."""
# stopped by: seccomp, landlock, namespaces
# at D: skip
import os


def attack():
    found, refused = [], []
    for change in (
        lambda: os.rename("@HOME@/gradebook.db", "@HOME@/@MARK@"),
        lambda: os.replace("@HOME@/notes.txt", "@HOME@/gradebook.db"),
        lambda: os.unlink("@HOME@/gradebook.db"),
    ):
        try:
            found.append(str(change()))
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {len(found)} changes"
