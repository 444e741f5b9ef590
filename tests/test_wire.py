"""wire: what crosses the wall comes out as it went in; whatever else arrives is refused before it is used."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpgrade.wall import wire
from bpgrade.wall.wire import Handle, Marker, WireError

reproducible = settings(max_examples=200, derandomize=True, deadline=None, database=None)


def frame(message, keep=None):
    """(header, body) of a packed message."""
    data = wire.pack(message, keep)
    header, body = wire.sizes(data[: wire.PREFIX.size])
    start = wire.PREFIX.size + header
    assert len(data) == start + body
    return data[wire.PREFIX.size : start], data[start:]


def there_and_back(value, keep=None, markers=False):
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
    ids=repr,
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


@pytest.mark.parametrize("lengths", [(wire.MAX_HEADER + 1, 0), (0, wire.MAX_BODY + 1), (2**32 - 1, 2**64 - 1)])
def test_sizes_are_bounded(lengths):
    """nobody can announce a frame that would fill the memory of the reader"""
    with pytest.raises(WireError, match="a frame larger than allowed"):
        wire.sizes(wire.PREFIX.pack(*lengths))
    assert wire.sizes(wire.PREFIX.pack(wire.MAX_HEADER, wire.MAX_BODY)) == (wire.MAX_HEADER, wire.MAX_BODY)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b'{"value": 1} 2', "not JSON"),
        ('{"value": "é"}'.encode(), "not JSON"),
        (b"\x80\x04N.", "not JSON"),
        (b'{"value": ' + b"9" * 5000 + b"}", "not JSON"),
        (b'{"value": ' + b"[" * 200_000, "not JSON"),
        (b"[]", "not an object"),
        (b"null", "not an object"),
    ],
    ids=["empty", "cut", "trailing", "not-ascii", "pickle", "digits", "deep", "list", "null"],
)
def test_headers_refused(header, reason):
    """a header that is not an ASCII JSON object of bearable size is refused"""
    with pytest.raises(WireError, match=f"^a header that is {reason}$"):
        wire.unpack(header, b"")


NOT_OF_THE_PROTOCOL = "a value that is not of the protocol"
BAD_HEADER, BAD_SHAPE, BAD_PLACE = "an array header", "an array shape that is not one", "not where its bytes are"


@pytest.mark.parametrize(
    ("tree", "reason"),
    [
        (2**63, NOT_OF_THE_PROTOCOL),
        (-(2**63), NOT_OF_THE_PROTOCOL),
        ([], NOT_OF_THE_PROTOCOL),
        ({"list": []}, NOT_OF_THE_PROTOCOL),
        ([1, [2]], NOT_OF_THE_PROTOCOL),
        ([["list"], []], NOT_OF_THE_PROTOCOL),
        ([None, 1], NOT_OF_THE_PROTOCOL),
        (["set", [1]], NOT_OF_THE_PROTOCOL),
        (["list"], NOT_OF_THE_PROTOCOL),
        (["list", [], []], NOT_OF_THE_PROTOCOL),
        (["list", [{"a": 1}]], NOT_OF_THE_PROTOCOL),
        (["rng", 3], NOT_OF_THE_PROTOCOL),
        (["dtype", "float64"], NOT_OF_THE_PROTOCOL),
        (["list", "abc"], "a sequence that is not one"),
        (["tuple", {"a": 1}], "a sequence that is not one"),
        (["dict", [1]], "a dict that is not one"),
        (["dict", {"a": 1}], "a dict that is not one"),
        (["dict", [["key", 1, 2]]], "a dict that is not one"),
        (["dict", [[["list", []], 1]]], "a dict key that cannot cross"),
        (["dict", [[["dict", []], 1]]], "a dict key that cannot cross"),
        (["dict", [[["array", 0, "<f8", [2], "C"], 1]]], "a dict key that cannot cross"),
        (["dict", [[["handle", 0, "x"], 1]]], "a dict key that cannot cross"),
        (["array", 0, "|O", [2], "C"], BAD_HEADER),
        (["array", 0, "float64", [2], "C"], BAD_HEADER),
        (["array", 0, ">f8", [2], "C"], BAD_HEADER),
        (["array", 0, "<U4", [1], "C"], BAD_HEADER),
        (["array", 0, ["<f8"], [2], "C"], BAD_HEADER),
        (["array", 0.0, "<f8", [2], "C"], BAD_HEADER),
        (["array", True, "<f8", [2], "C"], BAD_HEADER),
        (["array", 0, "<f8", [2], "K"], BAD_HEADER),
        (["array", 0, "<f8", [2], []], BAD_HEADER),
        (["array", 0, "<f8", 2, "C"], BAD_SHAPE),
        (["array", 0, "<f8", [-2], "C"], BAD_SHAPE),
        (["array", 0, "<f8", [-1, -2], "C"], BAD_SHAPE),
        (["array", 0, "<f8", [2.0], "C"], BAD_SHAPE),
        (["array", 0, "<f8", [True], "C"], BAD_SHAPE),
        (["array", 0, "<f8", [1] * 9, "C"], BAD_SHAPE),
        (["array", 0, "<f8", [0, 10**30], "C"], BAD_SHAPE),
        (["array", 0, "<f8", [0, 2**62], "F"], BAD_SHAPE),
        (["array", 0, "<f8", [0, 2**62], "strided"], BAD_SHAPE),
        (["array", 0, "<f8", [3], "C"], BAD_PLACE),
        (["array", 0, "<f8", [2**32, 2**32], "C"], BAD_PLACE),
        (["array", 8, "<f8", [2], "C"], BAD_PLACE),
        (["array", 99, "<f8", [0], "C"], BAD_PLACE),
        (["array", -8, "<f8", [1], "C"], BAD_PLACE),
        (["scalar", "|O", "00" * 8], "a scalar that is not one"),
        (["scalar", "<f8", 1.0], "a scalar that is not one"),
        (["scalar", "<f8", ""], "a scalar that is not one"),
        (["scalar", "<f8", "0"], "a scalar that is not one"),
        (["scalar", "<f8", "zz" * 8], "a scalar that is not one"),
        (["scalar", "<f8", "00" * 16], "a scalar that is not one"),
        (["handle", "0", "x"], "a handle that is not one"),
        (["handle", True, "x"], "a handle that is not one"),
        (["handle", 0, None], "a handle that is not one"),
    ],
    ids=repr,
)
def test_values_refused(tree, reason):
    """every value that pack would not have written is refused with its reason, before it is used"""
    with pytest.raises(WireError, match=reason):
        arrives(tree, bytes(16))


def test_reading_is_bounded():
    """nesting and number of parts are bounded on arrival too, whatever the sender's own limits were"""
    deep = ["list", []]
    for _ in range(wire.MAX_DEPTH + 1):
        deep = ["list", [deep]]
    with pytest.raises(WireError, match="nested too deeply or too many parts"):
        arrives(deep)
    with pytest.raises(WireError, match="nested too deeply or too many parts"):
        arrives(["list", [0] * wire.MAX_NODES])


def test_arrays_do_not_share_bytes():
    """a small frame cannot be read as thousands of large arrays, which would fill the grader's memory"""
    part = ["array", 0, "<f8", [2], "C"]
    with pytest.raises(WireError, match=BAD_PLACE):
        arrives(["list", [part, part]], bytes(16))
    with pytest.raises(WireError, match="bytes that belong to no array"):
        arrives(["list", [part]], bytes(24))


def test_later_arguments_are_checked_too():
    """a bad value is found wherever it stands in a message"""
    with pytest.raises(WireError, match=NOT_OF_THE_PROTOCOL):
        wire.unpack(b'{"id": 1, "value": ["tuple", [1, ["list", [{}]]]]}', b"")


def test_long_names_are_cut():
    """a type name that goes on for pages cannot fill a report"""
    assert arrives(["handle", 0, "x" * 1000]) == Handle(0, "x" * 80)


leaves = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8),
    st.sampled_from(["list", "tuple", "dict", "array", "scalar", "handle", "rng", "dtype", "<f8", "|b1", "C", "F"]),
)  # fmt: skip
tags = st.one_of(
    st.tuples(
        st.just("array"), st.integers(-1, 3), st.sampled_from(["<f8", "|i1", "|O"]),
        st.lists(st.integers(-1, 2) | st.integers(), max_size=3), st.sampled_from(["C", "F", "strided", ""]),
    ),
    st.tuples(st.just("scalar"), st.sampled_from(["<f8", "|i1", "|b1"]), st.text("0f z", max_size=4)),
    st.tuples(st.just("handle"), st.integers(), st.text(max_size=3)),
)  # fmt: skip
trees = st.recursive(
    leaves | tags.map(list),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.tuples(st.sampled_from(["list", "tuple"]), st.lists(inner, max_size=3)).map(list),
        st.lists(st.lists(inner, min_size=2, max_size=2), max_size=3).map(lambda pairs: ["dict", pairs]),
        st.dictionaries(st.text(max_size=3), inner, max_size=3),
    ),
    max_leaves=12,
)


@reproducible
@given(tree=trees, body=st.binary(max_size=32), markers=st.booleans())
def test_any_header(tree, body, markers):
    """whatever JSON and bytes arrive, unpack gives a value or raises WireError, and nothing else"""
    try:
        arrives(tree, body, markers)
    except WireError:
        return


@reproducible
@given(header=st.binary(max_size=40), body=st.binary(max_size=8))
def test_any_bytes(header, body):
    """whatever bytes arrive in place of JSON, unpack gives a dict or raises WireError, and nothing else"""
    try:
        assert type(wire.unpack(header, body)) is dict
    except WireError:
        return


@st.composite
def arrays(draw):
    dtype = np.dtype(draw(st.sampled_from(sorted(wire.DTYPES - {"|b1"}))))
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=4)))
    size = int(np.prod(shape)) * dtype.itemsize
    array = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), dtype).reshape(shape)
    return draw(st.sampled_from([array, np.asfortranarray(array), array.T, array[::2] if array.ndim else array]))


keys = st.none() | st.booleans() | st.integers(-(2**63) + 1, 2**63 - 1) | st.floats() | st.text(max_size=8)
values = st.recursive(
    keys | arrays() | st.builds(Handle, st.integers(0, 99), st.text(max_size=80)),
    lambda inner: (
        st.lists(inner, max_size=4) | st.lists(inner, max_size=4).map(tuple) | st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)


@reproducible
@given(value=values)
def test_any_value(value):
    """whatever value may be packed comes out the same"""
    assert same(there_and_back(value), value)
