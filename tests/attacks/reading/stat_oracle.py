"""Asks with stat whether files exist and how large they are: home, sibling, reports."""
# stopped by: seccomp, namespaces
import os


def attack():
    found, refused = [], []
    for path in ("@HOME@/notes.txt", "@CLASS@/0-weak-then/01_linear.ipynb", "@OUT@", "/etc/shadow", "/root"):
        try:
            found.append(f"{path}: {os.stat(path).st_size} bytes")
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return "\n".join(found)
