"""Imports the grader's own modules for the reference solution and the oracle."""
# stopped by: imports, seccomp, landlock, namespaces


def attack():
    found, refused = [], []
    for name in ("bpgrade.reference", "bpgrade.oracle", "bpgrade.expect", "bpgrade.secret", "bpgrade.student"):
        try:
            found.append(str(vars(__import__(name, fromlist=["x"]))))
        except ImportError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return "\n".join(found)[:1000]
