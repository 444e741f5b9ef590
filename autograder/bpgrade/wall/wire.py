"""What crosses the wall, and how: length-prefixed frames of JSON and raw array bytes. No pickle, no .npy headers.

A frame is `u32 header length, u64 body length, header, body`. The header is JSON; a value in it is None, a bool, an
int, a float, a str, or a tagged list:

    ["list", [...]]  ["tuple", [...]]  ["dict", [[key, value], ...]]
    ["array", offset, dtype, shape, order]     bytes at `offset` of the body; order "C", "F" or "strided"
    ["scalar", dtype, value]                   a numpy scalar
    ["handle", number, type name]              an object that stays in the jail
    ["rng", seed]  ["dtype", name]             into the jail only: a numpy Generator, a dtype class

Whatever arrives is checked against bounds before a byte of it is used; anything else raises WireError.
"""

import json
import math
import struct
from dataclasses import dataclass

import numpy as np

PREFIX = struct.Struct("<IQ")
MAX_HEADER = 1 << 20  # bytes
MAX_BODY = 1 << 26  # bytes
MAX_DEPTH = 16
MAX_NODES = 20_000
MAX_INT = 1 << 63
MAX_DIMENSIONS = 8
ORDERS = ("C", "F", "strided")
DTYPES = {np.dtype(t).str for t in ["?", "b", "h", "i", "q", "B", "H", "I", "Q", "e", "f", "d", "F", "D"]}


class WireError(Exception):
    """What arrived is not a frame of this protocol."""


@dataclass(frozen=True)
class Handle:
    """An object that stays on the other side, named by a number."""

    number: int
    type_name: str


@dataclass(frozen=True)
class Marker:
    """Something the worker makes itself: kind "rng" (a Generator from a seed) or "dtype"."""

    kind: str
    value: object


def pack(message, keep=None):
    """A dict of values as the bytes of one frame; see Packer."""
    packer = Packer(keep)
    for key, value in message.items():
        packer.add(key, value)
    return packer.frame()


class Packer:
    """Makes a frame value by value: each is taken as it is when it is added, whatever becomes of it later.

    Args:
        keep: callable(object) -> Handle for objects that cannot cross; None refuses them.
    """

    def __init__(self, keep=None):
        self._writer, self._trees = _Writer(keep), {}

    def add(self, key, value):
        """Add a value under a str key. Raises WireError: too large, too deep, or not of this protocol."""
        self._trees[key] = self._writer.tree(value, 0)

    def frame(self):
        """The bytes of the frame. Raises WireError: too large."""
        header = json.dumps(self._trees).encode("ascii")
        if len(header) > MAX_HEADER or self._writer.size > MAX_BODY:
            raise WireError("the value is too large to be sent")
        return PREFIX.pack(len(header), self._writer.size) + header + b"".join(self._writer.chunks)


def numbered(frame, number):
    """The frame of a message without an id as that of the same message with one: what is sent often is packed once."""
    header, body = sizes(frame[: PREFIX.size])
    start = b'{"id": %d, ' % number
    rest = memoryview(frame)[PREFIX.size + 1 :]  # from behind the brace
    return b"".join([PREFIX.pack(header + len(start) - 1, body), start, rest])


def sizes(prefix):
    """(header length, body length) in bytes, bounded, of a frame's first PREFIX.size bytes."""
    header, body = PREFIX.unpack(prefix)
    if header > MAX_HEADER or body > MAX_BODY:
        raise WireError("a frame larger than allowed")
    return header, body


def unpack(header, body, markers=False):
    """The dict of a frame. Handles come as Handle; arrays are fresh and writable.

    Args:
        header, body: bytes of the lengths that `sizes` gave.
        markers: whether Markers are admitted: the jailed side says yes, the trusted side never does.
    Raises:
        WireError: anything that `pack` would not have written.
    """
    try:
        message = json.loads(header.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError("a header that is not JSON") from error
    if type(message) is not dict:
        raise WireError("a header that is not an object")
    reader = _Reader(body, _READERS | _MARKERS if markers else _READERS)
    values = dict(zip(message, reader.values(message.values(), 0), strict=True))
    if reader.used != len(body):
        raise WireError("bytes that belong to no array")
    return values


class _Writer:
    def __init__(self, keep):
        self.keep, self.chunks, self.size, self.nodes = keep, [], 0, 0

    def tree(self, value, depth):
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            raise WireError("the value is nested too deeply or has too many parts")
        kind = type(value)
        if value is None or kind in (bool, float):
            return value
        if kind is str:
            return value[:MAX_HEADER]
        if _is_int(value):
            return value
        if kind is np.ndarray and value.dtype.str in DTYPES and value.ndim <= MAX_DIMENSIONS:
            return self._array(value)
        if isinstance(value, np.generic) and value.dtype.str in DTYPES:
            return ["scalar", value.dtype.str, value.tobytes().hex()]
        if kind in (list, tuple):
            return [kind.__name__, [self.tree(item, depth + 1) for item in value]]
        if kind is dict and all(map(_is_key, value)):
            return ["dict", [[self.tree(k, depth + 1), self.tree(v, depth + 1)] for k, v in value.items()]]
        return self._named(value)

    def _array(self, value):
        if value.nbytes + self.size > MAX_BODY or not _is_bounded(value.shape, value.itemsize):
            raise WireError("the array is too large to be sent")
        order = "C" if value.flags.c_contiguous else "F" if value.flags.f_contiguous else "strided"
        offset, data = self.size, value.tobytes()
        self.chunks.append(data)
        self.size += len(data)
        return ["array", offset, value.dtype.str, list(value.shape), order]

    def _named(self, value):
        if type(value) is Marker:
            return [value.kind, value.value]
        if type(value) is not Handle and self.keep is not None:
            value = self.keep(value)
        if type(value) is Handle and _is_int(value.number):
            return ["handle", value.number, value.type_name[:80]]
        raise WireError(f"a {type(value).__name__} cannot be sent")


_PLAIN = frozenset([str, bool, float, type(None)])


class _Reader:
    def __init__(self, body, readers):
        self.body, self.readers, self.nodes, self.used = body, readers, 0, 0

    def values(self, trees, depth):
        """What each of many trees stands for."""
        self.nodes += len(trees)
        if (trees and depth > MAX_DEPTH) or self.nodes > MAX_NODES:
            raise WireError("nested too deeply or too many parts")
        # most are plain, and a call for each would take longer than all else
        return [tree if type(tree) in _PLAIN else self._value(tree, depth) for tree in trees]

    def _value(self, tree, depth):
        if type(tree) is list:
            if tree and type(tree[0]) is str:
                reader = self.readers.get((tree[0], len(tree)))
                if reader is not None:
                    return reader(self, tree, depth)
        elif _is_int(tree):
            return tree
        raise WireError("a value that is not of the protocol")

    def _sequence(self, tree, depth):
        if type(tree[1]) is not list:
            raise WireError("a sequence that is not one")
        items = self.values(tree[1], depth + 1)
        return tuple(items) if tree[0] == "tuple" else items

    def _dict(self, tree, depth):
        pairs = tree[1]
        if type(pairs) is not list or any(type(pair) is not list or len(pair) != 2 for pair in pairs):
            raise WireError("a dict that is not one")
        keys = self.values([key for key, _ in pairs], depth + 1)
        if not all(map(_is_key, keys)):
            raise WireError("a dict key that cannot cross")
        return dict(zip(keys, self.values([value for _, value in pairs], depth + 1), strict=True))

    def _array(self, tree, depth):
        _, offset, dtype, shape, order = tree
        if not _is_dtype(dtype) or type(offset) is not int or order not in ORDERS:
            raise WireError("an array header that is not one")
        if type(shape) is not list or len(shape) > MAX_DIMENSIONS or any(type(n) is not int or n < 0 for n in shape):
            raise WireError("an array shape that is not one")
        kind = np.dtype(dtype)
        count = math.prod(shape)
        size = count * kind.itemsize
        # one after the other: arrays that shared bytes would let a small frame fill the memory of whoever reads it
        if offset != self.used or offset + size > len(self.body):
            raise WireError("an array that is not where its bytes are")
        if not _is_bounded(shape, kind.itemsize):
            raise WireError("an array shape that is not one")
        self.used += size
        flat = np.frombuffer(self.body, kind, count, offset) if count else np.empty(0, kind)
        return _laid_out(flat.reshape(shape), order)

    def _scalar(self, tree, depth):
        _, dtype, data = tree
        if not _is_dtype(dtype) or type(data) is not str:
            raise WireError("a scalar that is not one")
        try:
            return np.frombuffer(bytes.fromhex(data), dtype).reshape(())[()]
        except ValueError as error:
            raise WireError("a scalar that is not one") from error

    def _handle(self, tree, depth):
        if not _is_int(tree[1]) or type(tree[2]) is not str:
            raise WireError("a handle that is not one")
        return Handle(tree[1], tree[2][:80])

    def _marker(self, tree, depth):
        return Marker(*tree)


_READERS = {
    ("list", 2): _Reader._sequence, ("tuple", 2): _Reader._sequence, ("dict", 2): _Reader._dict,
    ("array", 5): _Reader._array, ("scalar", 3): _Reader._scalar, ("handle", 3): _Reader._handle,
}  # fmt: skip
_MARKERS = {(kind, 2): _Reader._marker for kind in ("rng", "dtype")}


def _is_int(value):
    return type(value) is int and abs(value) < MAX_INT


def _is_key(value):
    return type(value) in (str, bool, float, type(None)) or _is_int(value)


def _is_bounded(shape, itemsize):
    """Whether an empty array's other dimensions stay small as well: a shape is shown to students, and could spell."""
    return 0 not in shape or math.prod(max(n, 1) for n in shape) * itemsize <= MAX_BODY


def _is_dtype(name):
    return type(name) is str and name in DTYPES


def _laid_out(array, order):
    if order == "F":
        return np.array(array, order="F")
    if order == "strided" and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    return array.copy()
