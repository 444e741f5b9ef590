"""Finds the instructor's home folder beside the grader's working directory."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open(f"/proc/{open('@GRADER@').read()}/cwd/home/notes.txt").read()
