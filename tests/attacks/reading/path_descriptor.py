"""Opens the home folder as a mere path descriptor (O_PATH) and the file in it relative to that."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import os


def attack():
    folder = os.open("@HOME@", os.O_PATH)
    return os.read(os.open("notes.txt", os.O_RDONLY, dir_fd=folder), 1000).decode()
