"""Empties the report of a student who was graded before."""
# stopped by: seccomp, landlock, namespaces
# at D: skip


def attack():
    with open("@OUT@/0-weak/report.json", "w") as file:
        return f"done: {file.name}"
