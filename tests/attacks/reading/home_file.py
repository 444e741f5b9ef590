"""Opens a file in the instructor's home folder."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open("@HOME@/notes.txt").read()
