"""Packs and unpacks single values as the two sides of the wall do, for tests of the wire."""

import json

import numpy as np

from bpgrade.wall import wire


def frame(message, keep=None):
    """(header, body) of a packed message."""
    data = wire.pack(message, keep)
    header, body = wire.sizes(data[: wire.PREFIX.size])
    start = wire.PREFIX.size + header
    assert len(data) == start + body
    return data[wire.PREFIX.size : start], data[start:]


def there_and_back(value, keep=None, markers=False):
    """A value as the other side gets it."""
    return wire.unpack(*frame({"value": value}, keep), markers=markers)["value"]


def arrives(tree, body=b"", markers=False):
    """What a hand-written header is read as."""
    return wire.unpack(json.dumps({"value": tree}).encode(), body, markers=markers)["value"]


def same(got, want):
    """Equal in type, dtype, shape, order and every bit that matters, all the way down."""
    if type(got) is not type(want):
        return False
    if isinstance(want, (np.ndarray, np.generic)):
        return got.dtype == want.dtype and got.shape == want.shape and got.tobytes() == want.tobytes()
    if type(want) in (list, tuple):
        return len(got) == len(want) and all(map(same, got, want))
    if type(want) is dict:
        return same([list(pair) for pair in got.items()], [list(pair) for pair in want.items()])
    return repr(got) == repr(want)  # tells -0.0 from 0.0 and takes nan for nan
