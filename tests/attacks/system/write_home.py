"""Writes a file into the instructor's home folder."""
# stopped by: seccomp, landlock, limits, namespaces
# at D: breach


def attack():
    with open("@HOME@/@MARK@", "w") as file:
        return f"done: {file.name}"
