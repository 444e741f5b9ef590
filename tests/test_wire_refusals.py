"""wire: whatever arrives and was not written by pack is refused before it is used."""

import pytest

from bpgrade.wall import wire
from bpgrade.wall.wire import Handle, WireError
from wire_frames import arrives


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
