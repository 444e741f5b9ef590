"""Asks the garbage collector for every object in the process and looks for strings that hold a secret."""
# stopped by: process split
import gc

NEEDLE = "-yranac"[::-1]


def attack():
    found = set()
    for container in gc.get_objects():
        for item in gc.get_referents(container):
            text = item.decode("latin-1") if isinstance(item, bytes) else item
            if type(text) is str and NEEDLE in text and len(text) > 20:
                found.update(line[:300] for line in text.splitlines() if NEEDLE in line)
    return "\n".join(found)
