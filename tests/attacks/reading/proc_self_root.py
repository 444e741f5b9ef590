"""Reaches the instructor's home folder by way of /proc/self/root."""
# stopped by: seccomp, landlock, namespaces
# at D: breach


def attack():
    return open("/proc/self/root@HOME@/notes.txt").read()
