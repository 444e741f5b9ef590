"""Opens the home file by io.FileIO, by an opener of its own, and by io.open_code."""
# stopped by: seccomp, landlock, namespaces
# at D: breach
import io
import os


def attack():
    ways = [
        lambda: io.FileIO("@HOME@/notes.txt").readall(),
        lambda: io.FileIO("notes.txt", opener=lambda name, flags: os.open(f"@HOME@/{name}", flags)).readall(),
        lambda: io.open_code("@HOME@/notes.txt").read(),
    ]
    found, refused = [], []
    for way in ways:
        try:
            found.append(way().decode())
        except OSError as error:
            refused.append(error)
    if not found:
        raise refused[0]
    return found[0]
