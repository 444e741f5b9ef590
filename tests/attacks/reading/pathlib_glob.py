"""Searches the instructor's home folder by pathlib and reads every file in it."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
from pathlib import Path


def attack():
    texts = [path.read_text() for path in Path("@HOME@").rglob("*") if path.is_file()]
    if not texts:
        raise PermissionError("no file is to be seen")
    return "\n".join(texts)
