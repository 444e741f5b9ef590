"""Reaches the instructor's home folder by way of /proc/self/cwd and the dots above it."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open("/proc/self/cwd/../../../../../../../..@HOME@/notes.txt").read()
