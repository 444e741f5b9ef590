"""Copies an object whose own recipe for a copy makes 3 GB."""
# stopped by: limits
import copy
import pickle


class Bomb:
    def __reduce__(self):
        return bytearray, (3 << 30,)


def attack():
    found, refused = [], []
    for way in (copy.copy, copy.deepcopy, lambda bomb: pickle.loads(pickle.dumps(bomb))):
        try:
            found.append(len(way(Bomb())))
        except MemoryError as error:
            refused.append(error)
    if refused:
        raise refused[0]
    return f"done: {found} bytes"
