"""wire: what crosses the wall comes out as it went in; what cannot cross stays where it is."""

import numpy as np
import pytest

from bpgrade.wall import wire
from bpgrade.wall.wire import Handle, Marker, WireError
from wire_frames import same, there_and_back


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    "value",
    [
        None, True, False, 0, -1, 2**63 - 1, -(2**63) + 1, 0.0, -0.0, 1e-320, float("nan"), float("inf"), -float("inf"),
        "", "two\nlines", "é ∂ 🙂", [], (), {}, [1, (2.5, [None])], {"a": [1], 2: (3,), None: {}, 0.5: True, True: 1},
        Handle(3, "Linear"), [Handle(0, "a"), {"b": Handle(1, "c")}],
    ],
    ids=repr,
)  # fmt: skip
def test_plain_values(value):
    """plain values, containers and handles come out as they went in, types included"""
    assert same(there_and_back(value), value)


@pytest.mark.parametrize("dtype", sorted(wire.DTYPES))
def test_every_dtype(dtype):
    """arrays and scalars of every admitted dtype keep dtype and bits"""
    array = np.arange(6).astype(dtype).reshape(2, 3)
    assert same(there_and_back(array), array)
    assert same(there_and_back(array[1, 2]), array[1, 2])


@pytest.mark.parametrize(
    "number", [np.float64("nan"), np.float32("inf"), np.float64(-0.0), np.bool_(True), np.complex128(1 - 2j)]
)
def test_numpy_scalars(number):
    """numpy scalars stay numpy scalars, special values included"""
    assert same(there_and_back(number), number)


@pytest.mark.parametrize("shape", [(), (0,), (3, 0), (0, 2, 0), (1,), (2, 3, 4), (1,) * wire.MAX_DIMENSIONS])
def test_every_shape(shape):
    """0-d, empty and high-dimensional arrays keep their shape"""
    array = np.full(shape, 1.5)
    assert same(there_and_back(array), array)


def test_orders():
    """an array's memory order survives, because student code may depend on it, and so do its values"""
    array = np.arange(24.0).reshape(4, 6)
    rows, columns, strided = (there_and_back(each) for each in (array, np.asfortranarray(array), array[::2, ::3]))
    assert rows.flags.c_contiguous
    assert columns.flags.f_contiguous
    assert not strided.flags.c_contiguous
    assert not strided.flags.f_contiguous
    assert same(rows, array)
    assert same(columns, array)
    assert same(strided, array[::2, ::3])


def test_arrays_are_fresh():
    """what arrives belongs to the receiver: it is writable, and two arrays of one frame share no memory"""
    array = np.zeros(3)
    first, second = there_and_back([array, array])
    first[:] = 1
    assert second.tolist() == array.tolist() == [0, 0, 0]


@pytest.mark.parametrize("marker", [Marker("rng", 7), Marker("dtype", "float32")])
def test_markers_only_into_the_jail(marker):
    """the jailed side may be told to make a Generator or a dtype; it can never make the trusted side do so"""
    assert there_and_back(marker, markers=True) == marker
    with pytest.raises(WireError, match="a value that is not of the protocol"):
        there_and_back(marker)


class Array(np.ndarray):
    """A subclass that could lie about its comparisons."""


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (object(), "object"), (np.zeros(2).view(Array), "Array"), (np.ma.zeros(2), "MaskedArray"), (b"bytes", "bytes"),
        (np.array([None]), "ndarray"), (np.zeros(2, ">f8"), "ndarray"), (np.array("text"), "ndarray"), (2**63, "int"),
        (np.zeros((1,) * (wire.MAX_DIMENSIONS + 1)), "ndarray"),
        ({(1, 2): 3}, "dict"), ({np.int64(1): 2}, "dict"), ({2**63: 1}, "dict"), (np.datetime64("2020"), "datetime64"),
    ],
    ids=lambda part: repr(part).partition(" at 0x")[0],  # the same in every process that collects tests
)  # fmt: skip
def test_what_cannot_cross_stays(value, name):
    """objects, subclasses, object arrays and odd dicts stay behind a handle, or are refused; nothing is pickled"""
    kept = []

    def keep(each):
        kept.append(each)
        return Handle(len(kept) - 1, type(each).__name__)

    assert there_and_back([value], keep) == [Handle(0, name)]
    assert kept[0] is value
    with pytest.raises(WireError, match=f"^a {name} cannot be sent$"):
        wire.pack({"value": value})


def test_pack_refuses_what_is_too_much(monkeypatch):
    """a value too deep, too long or too large is refused where it is made, before it fills anybody's memory"""
    with pytest.raises(WireError, match="nested too deeply or has too many parts"):
        wire.pack({"value": nested(wire.MAX_DEPTH + 1)})
    with pytest.raises(WireError, match="nested too deeply or has too many parts"):
        wire.pack({"value": [0] * wire.MAX_NODES})
    with pytest.raises(WireError, match="the value is too large to be sent"):
        wire.pack({"value": "x" * wire.MAX_HEADER})
    monkeypatch.setattr(wire, "MAX_BODY", 100)
    wire.pack({"value": np.zeros(12)})
    with pytest.raises(WireError, match="the array is too large to be sent"):
        wire.pack({"value": [np.zeros(12), np.zeros(1)]})


def test_pack_refuses_a_loop():
    """a list that contains itself ends in an error, not in an endless loop"""
    loop = []
    loop.append(loop)
    with pytest.raises(WireError, match="nested too deeply"):
        wire.pack({"value": loop})


def test_depth_and_parts_at_the_limit():
    """whatever may be sent may also be received: both sides count alike"""
    assert same(there_and_back(nested(wire.MAX_DEPTH)), nested(wire.MAX_DEPTH))
    assert len(there_and_back([0] * (wire.MAX_NODES - 1))) == wire.MAX_NODES - 1
