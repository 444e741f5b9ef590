"""Reads the reports of those who were graded before, and grades.csv."""
# stopped by: seccomp, landlock, namespaces
import os


def attack():
    paths = [f"{folder}/{name}" for folder, _, names in os.walk("@OUT@") for name in names]
    if not paths:
        raise PermissionError(str(os.listdir("@OUT@")))
    return "\n".join(f"{path}: {len(open(path).read())} characters" for path in paths[:3])
