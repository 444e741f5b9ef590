"""Fuzzing the wire: what may cross arrives as it was, and whatever else arrives is refused, in bounded memory."""

import json
import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from bpgrade.wall import wire
from bpgrade.wall.wire import WireError
from fuzzing import arrays, crossing, damaged, edges, fewer, junk, mutated, numbers
from wire_frames import frame, same

handles = st.builds(wire.Handle, numbers, st.text(max_size=80))


@given(value=crossing() | arrays(most=4) | handles)
def test_there_and_back(value):
    """whatever may cross arrives as it was: type, dtype, shape, order of arrays and every bit"""
    arrived = wire.unpack(*frame({"value": value}))
    assert same(arrived, {"value": value})
    assert wire.pack(arrived) == wire.pack({"value": value})


headers = crossing().map(lambda value: json.loads(frame({"value": value})[0]))
sizes = st.integers(-1, 3) | edges
tags = st.one_of(
    st.tuples(
        st.just("array"), sizes, st.sampled_from(["<f8", "|i1", "|b1", "|O", "<U4"]), st.lists(sizes, max_size=3),
        st.sampled_from([*wire.ORDERS, "K"]),
    ),
    st.tuples(st.just("scalar"), st.sampled_from(["<f8", "|i1", "|O"]), st.text("0f z", max_size=16)),
    st.tuples(st.just("handle"), sizes, st.text(max_size=3)),
    st.tuples(st.sampled_from(["list", "tuple", "dict", "rng", "dtype", "set"]), st.lists(junk, max_size=2)),
)  # fmt: skip
# Tags within tags, each of them right or wrong.
trees = st.recursive(
    junk | tags.map(list),
    lambda inner: (
        st.tuples(st.sampled_from(["list", "tuple"]), st.lists(inner, max_size=3)).map(list)
        | st.lists(st.lists(inner, min_size=2, max_size=2), max_size=3).map(lambda pairs: ["dict", pairs])
    ),
    max_leaves=8,
)


@given(header=mutated(headers, trees), body=st.binary(max_size=64), markers=st.booleans())
def test_frames_out_of_shape(header, body, markers):
    """a header with anything in the place of anything gives values that pack would write, or WireError"""
    unpacked(header.encode(), body, markers)


@given(header=trees.map(lambda tree: json.dumps({"value": tree})), body=st.binary(max_size=32), markers=st.booleans())
def test_any_header(header, body, markers):
    """a header that was never right gives values that pack would write, or WireError"""
    unpacked(header.encode(), body, markers)


@fewer
@given(header=st.binary(max_size=40), body=st.binary(max_size=8))
def test_any_bytes(header, body):
    """bytes in the place of JSON give a dict, or WireError"""
    unpacked(header, body)


@given(data=damaged(crossing().map(lambda value: wire.pack({"value": value})), [b'"array"', b'"scalar"', b'"dict"']))
def test_damaged_frames(data):
    """a frame whose bytes were cut, flipped or repeated gives values that pack would write, or WireError"""
    prefix, rest = data[: wire.PREFIX.size], data[wire.PREFIX.size :]
    try:
        header, body = wire.sizes(prefix.ljust(wire.PREFIX.size, b"\0"))
    except WireError:
        return
    unpacked(rest[:header], rest[header : header + body])


def unpacked(header, body, markers=False):
    """Unpack, and demand that what comes out is of the protocol: it can be packed, and arrives the same again."""
    try:
        message = wire.unpack(header, body, markers)
    except WireError:
        return
    assert type(message) is dict
    assert same(wire.unpack(*frame(message), markers), message)


# Small pieces of a header that make large objects of those who read them, and pieces that lie about their size.
shapes = ["[]", "[0]", "[9,9]", "[0,8388608]", "[0,1152921504606846975]", "[100000]", "[67108864]", "[1099511627776]"]
pieces = st.sampled_from(
    ["[]", "{}", '{"":0}', "1.5", '"ab"', "[" * 90 + "]" * 90, '["list",[]]', '["dict",[]]', '["handle",1,"a"]']
    + [
        f'["array",0,"{dtype}",{shape},"{order}"]'
        for dtype in ("<f8", "|i1")
        for shape in shapes
        for order in wire.ORDERS
    ]
    + [f'["scalar","{dtype}","{"00" * size}"]' for dtype, size in (("<f8", 8), ("<c16", 16), ("|i1", 10_000))]
)


@fewer
@given(piece=pieces, times=st.integers(1, 1_000), body=st.sampled_from([0, 648, 100_000]))
def test_memory_is_bounded(piece, times, body):
    """no frame takes more than 64 times its header and 4 times its body, whatever lengths and shapes it claims"""
    header = f'{{"value": ["list", [{",".join([piece] * times)}]]}}'.encode()
    tracemalloc.start()
    try:
        wire.unpack(header, bytes(body))
    except WireError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 64 * len(header) + 4 * body + 20_000
