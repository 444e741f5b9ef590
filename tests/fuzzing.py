"""What the fuzz tests share: values that may cross the wall, JSON with parts out of place, and damaged bytes."""

import copy
import json
import math

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from bpgrade.wall import wire

# What json.dumps would not write, by the text that stands for it until then.
_RAW = {
    "@deep@": "[" * 20_000 + "]" * 20_000, "@nested@": "[" * 400 + "]" * 400, "@open@": '{"a":' * 50,
    "@digits@": "9" * 5_000, "@long@": "9" * 4_000, "@huge@": "1e999", "@minus@": "-0", "@nan@": "NaN",
    "@half@": '"\\ud800"', "@escape@": '"\\x00"', "@comma@": "1,",
}  # fmt: skip
_TWICE = "@twice@"

DTYPES = sorted(wire.DTYPES)
fewer = settings(max_examples=settings().max_examples // 4)  # for what takes long, or has little to vary

_ODD = "a/\\\"'<&=é猫🙂\ud800\udfff\r\n\t\0\x1b\x7f\x85\x9b\u200b\u202e\u2028\ufeff\uffff"


def texts(longest):
    """Any characters at all: half surrogate pairs, controls, line ends and direction marks too."""
    return st.text(st.characters(exclude_categories=()), max_size=longest) | st.text(_ODD, max_size=longest)


numbers = st.integers(1 - wire.MAX_INT, wire.MAX_INT - 1)
edges = st.sampled_from([sign * 2**power + step for sign in (-1, 1) for power in (0, 26, 31, 63) for step in (-1, 0)])
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | edges | st.floats() | texts(5) | st.sampled_from([*_RAW]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def mutated(draw, trees, spare=junk):
    """The JSON text of a tree in which up to four parts were exchanged, removed, doubled or wrapped, at any depth.

    spare: what is put in place of parts.
    """
    holder = [copy.deepcopy(draw(trees))]
    for _ in range(draw(st.integers(1, 4))):
        _mutate(draw, holder, spare)
    text = json.dumps(holder[0]).replace(f'{_TWICE}"', '"')
    for name, raw in _RAW.items():
        text = text.replace(f'"{name}"', raw)
    return text


def _mutate(draw, holder, spare):
    place, key = _walk(draw, holder)
    action = draw(st.sampled_from(["exchange", "transplant", "remove", "double", "wrap"]))
    if action == "transplant":
        other, where = _walk(draw, holder)
        place[key] = copy.deepcopy(other[where])
    elif action == "wrap":
        place[key] = draw(st.sampled_from([[place[key]], {"list": place[key]}, ["list", [place[key]]]]))
    elif action == "exchange" or place is holder:
        place[key] = draw(spare)
    elif action == "remove":
        del place[key]
    elif type(place) is dict:
        place[f"{key}{_TWICE}"] = draw(spare)
    else:
        place.insert(key, copy.deepcopy(place[key]))


def _walk(draw, holder):
    """A place in a tree: (container, key). Ways that lead further down are taken more often."""
    place, key = holder, 0
    for _ in range(draw(st.sampled_from([*range(1, 9), *range(1, 9), 0]))):
        inner = place[key]
        if type(inner) not in (list, dict) or not inner:
            break
        keys = list(inner) if type(inner) is dict else list(range(len(inner)))
        deeper = [each for each in keys if type(inner[each]) in (list, dict) and inner[each]]
        place, key = inner, draw(st.sampled_from(9 * deeper + keys))
    return place, key


@st.composite
def damaged(draw, originals, marks=()):
    """Bytes in which up to five places were cut off, overwritten, flipped, repeated or had bytes put in.

    marks: byte strings near which damage does most, such as signatures; half of it is done there.
    """
    data = bytearray(draw(originals))
    for _ in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(data)))
        mark = draw(st.sampled_from([None, *marks]))
        if mark and (found := data.find(mark, at)) >= 0:
            at = found + draw(st.integers(0, 40))
        _damage(draw, data, min(at, len(data)))
    return bytes(data)


def _damage(draw, data, at):
    action = draw(st.sampled_from(["cut", "overwrite", "flip", "repeat", "insert"]))
    if action == "cut":
        del data[at : at + draw(st.sampled_from([1, 8, len(data)]))]
    elif action == "flip" and at < len(data):
        data[at] ^= 1 << draw(st.integers(0, 7))
    elif action == "repeat":
        data[at:at] = data[at : at + 64] * draw(st.integers(1, 3))
    else:
        new = draw(st.binary(max_size=8))
        data[at : at + len(new) * (action == "overwrite")] = new


@st.composite
def arrays(draw, most=3):
    """Arrays of every dtype that may cross, in any memory order; 0-d, empty, NaN and infinity included."""
    dtype = np.dtype(draw(st.sampled_from(DTYPES)))
    shape = tuple(draw(st.lists(st.integers(0, 3), max_size=most)))
    size = math.prod(shape) * dtype.itemsize
    raw = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), np.uint8)
    array = (raw & 1 if dtype.kind == "b" else raw).view(dtype).reshape(shape)
    return draw(st.sampled_from([array, np.asfortranarray(array), array.T, array[::2] if shape else array]))


def crossing(text=None):
    """Whatever may cross the wall towards the grader; `text`: its strings, type names of what stays behind included."""
    text = texts(8).map(_paired) if text is None else text
    keys = st.none() | st.booleans() | numbers | st.floats() | text
    scalars = arrays(most=0).map(lambda array: array[()])
    return st.recursive(
        keys | arrays() | scalars | st.builds(wire.Handle, numbers, text),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.lists(inner, max_size=4).map(tuple)
            | st.dictionaries(keys, inner, max_size=3)
        ),
        max_leaves=8,
    )


def _paired(text):
    """Two halves of a surrogate pair that meet are one character to JSON."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def assert_sentence(text, longest=800):
    """Demand what can be shown to its reader: printable, on one line, of bearable length, with a full stop."""
    assert type(text) is str
    assert text.isprintable(), ascii(text)
    assert text.endswith("."), text
    assert len(text) <= longest
