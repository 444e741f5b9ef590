"""Opens the instructor's gradebook."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open("@HOME@/gradebook.db").read()
