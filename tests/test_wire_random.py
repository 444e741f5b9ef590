"""wire under random input: any value comes out as it went in, any rubbish is refused."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bpgrade.wall import wire
from bpgrade.wall.wire import Handle, WireError
from wire_frames import arrives, same, there_and_back

reproducible = settings(max_examples=200, derandomize=True, deadline=None, database=None)
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
