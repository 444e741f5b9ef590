"""Appends to the hidden tests and to the wall's own code, for the next run."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: skip


def attack():
    found, refused = [], []
    for path in ("hidden/test_01_linear.py", "wall/worker.py", "__init__.py"):
        try:
            with open(f"@KIT@/bpgrade/{path}", "a") as file:
                file.write("\n")
            found.append(path)
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return f"done: {found}"
