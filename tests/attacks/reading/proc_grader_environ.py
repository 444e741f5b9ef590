"""Reads the environment of the grader, whose process id stands in a file."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    data = open(f"/proc/{open('@GRADER@').read()}/environ", "rb").read()
    return "\n".join(part.decode() for part in data.split(b"\0") if b"canary" in part)
