"""Opens a file in the instructor's home folder by os.open."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    return os.read(os.open("@HOME@/notes.txt", os.O_RDONLY), 1000).decode()
