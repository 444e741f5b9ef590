"""Imports from another student's notebook by a name with dots and by an absolute path, in the library of the jail."""
# stopped by: process split, seccomp, landlock, namespaces
from bpkit.notebooks import import_from


def attack():
    found, refused = [], []
    for name in ("../0-weak-then/01_linear.ipynb", "@CLASS@/0-weak-then/01_linear.ipynb"):
        try:
            found.append(import_from(name, "sibling")[0])
        except (OSError, ImportError, ValueError) as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return found[0]
