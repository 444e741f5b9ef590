"""Fuzzing the judges: whatever crosses the wall passes or is a Mismatch; nothing else is raised, and nothing leaks."""

import ast
import re
from fractions import Fraction
from pathlib import Path

import numpy as np
from hypothesis import given, note
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from bpgrade import expect
from bpgrade.student import Thing, from_reply
from bpgrade.wall.wire import Handle
from bpkit import diagnosis
from bpkit.compare import FINITE_DIFFERENCES, LAYER, TINY, Mismatch
from fuzzing import crossing, fewer

foreign = "猫犬"  # no sentence of ours has these characters


class Silent:
    """The session of Things that nobody may ask: a judge works with what has crossed, and asks for nothing more."""

    def ask(self, *question):
        raise RuntimeError(f"a judge asked the jail: {question}")

    later = number = ask


finite = st.floats(allow_nan=False, allow_infinity=False)
shapes = npst.array_shapes(min_dims=0, max_dims=2, min_side=0, max_side=3)
wants = npst.arrays(np.float64, shapes, elements=finite | st.sampled_from([0.0, 1.0, -2.5, 1e-13, 1.7e308]))
strangers = crossing(st.text(foreign, max_size=3)).map(lambda value: from_reply(Silent(), value))

things = st.builds(lambda name: Thing(Silent(), Handle(1, name)), st.text(foreign, min_size=1) | st.just("matrix"))


def planted(want, value):
    """The right answer with one entry exchanged."""
    got = want.copy()
    if got.size:
        got.flat[got.size // 2] = value
    return got


NEAR = {
    "right": np.copy,
    "rounded otherwise": lambda want: want * (1 - 2**-52),
    "nearly right": lambda want: want * (1 - 1e-7),
    "NaN": lambda want: planted(want, np.nan),
    "infinite": lambda want: planted(want, -np.inf),
    "huge": lambda want: planted(want, -1.7e308),
    "all NaN": lambda want: np.full_like(want, np.nan),
    "float32": lambda want: want.astype(np.float32),
    "float16": lambda want: want.astype(np.float16),
    "complex": lambda want: want + 0j,
    "integers": lambda want: np.ones_like(want, dtype=np.int64),
    "booleans": lambda want: want != 0,
    "a list": np.ndarray.tolist,
    "a number": lambda want: want.flat[0] if want.size else 0.0,
    "another shape": lambda want: want[np.newaxis],
    "no entries": lambda want: np.zeros((0, *want.shape)),
    "in columns": np.asfortranarray,
    "cut out": lambda want: np.repeat(want, 2, axis=-1)[..., ::2] if want.ndim else want,
}


@st.composite
def pairs(draw, others=strangers | things):
    """(got, want): a right answer, and what a student's code made of it, or something else altogether."""
    want = draw(wants)
    change = draw(st.sampled_from([*NEAR.values()]) | others.map(lambda other: lambda want: other))
    with np.errstate(all="ignore"):
        return change(want), want


JUDGES = {
    "array": lambda got, want: expect.array("g", got, want.shape),
    "close": lambda got, want: expect.close("g", got, want, x=want, N=2, bias=np.ones(3)),
    "number": lambda got, want: expect.number("g", got, want.flat[0] if want.size else 1.0),
    "value": lambda got, want: expect.value("g", got),
    "not_zero": lambda got, want: expect.not_zero("g", got),
    "derivative": lambda got, want: expect.derivative("g", got, want, np.zeros_like(want), True),
    "consistent": lambda got, want: expect.consistent("g", got, np.zeros_like(want), [lambda: want]),
    "itself": lambda got, want: expect.consistent("g", got, want, [lambda: got, lambda: None]),
    "infinity": lambda got, want: expect.consistent("g", got, want, [lambda: planted(want, np.inf)]),
}
OTHER_JUDGES = {
    "unchanged": lambda got, want: expect.unchanged("g", want, got),
    "sequence": lambda got, want: expect.sequence("g", got, len(want) if want.ndim else None, 2),
    "thing": lambda got, want: expect.thing("g", got),
}


@given(pair=pairs())
def test_any_value(pair):
    """every judge returns or raises Mismatch, whatever crossed; and no judge of numbers lets NaN or infinity pass"""
    got, want = pair
    for name, judge in (JUDGES | OTHER_JUDGES).items():
        note(name)
        if passes(judge, got, want) and name in JUDGES:
            assert isinstance(got, (np.ndarray, np.floating, float))
            assert np.issubdtype(np.asarray(got).dtype, np.floating)
            assert np.isfinite(got).all()


def passes(judge, got, want):
    """Whether a judge lets a value pass; its objection must be fit to be read."""
    try:
        judge(got, want)
    except Mismatch as mismatch:
        lines = mismatch.finding.lines()
        assert lines[0].startswith(("g ", "each item of g "))
        assert all(line.isprintable() for line in lines)
        assert not set(foreign) & set("".join(lines))
        return False
    return True


def distance(got, want):
    """(largest error, largest size of want) of two arrays of one shape, in exact arithmetic."""
    exact = [(Fraction(float(g)), Fraction(float(w))) for g, w in zip(got.ravel(), want.ravel(), strict=True)]
    return max((abs(g - w) for g, w in exact), default=0), max((abs(w) for _, w in exact), default=0)


def is_close(got, want):
    """The criterion of bpkit.compare; None on its very edge."""
    error, size = distance(got, want)
    error /= size if size >= TINY else 1
    return None if abs(error / Fraction(LAYER) - 1) < Fraction(1, 1000) else error <= LAYER


@given(pair=pairs())
def test_infinite_slopes_prove_nothing(pair):
    """where a student's forward gave no finite slopes, only the right gradient passes as their derivative"""
    got, want = pair
    infinite = planted(want, np.inf)
    if passes(lambda got, want: expect.derivative("g", got, infinite, want, True), got, want) and want.size:
        error, size = distance(got, want)
        assert error <= FINITE_DIFFERENCES * max(size, FINITE_DIFFERENCES) * Fraction(1001, 1000)


near = pairs(st.just(None)) | wants.map(lambda want: (want, want))


@given(pair=near, factor=st.sampled_from([0.0, 1e-10, 0.99e-9, 1.01e-9, 1e-3]))
def test_exactly_what_is_close_passes(pair, factor):
    """an array passes if and only if it has the shape, is finite, and is near enough, by arithmetic without rounding"""
    got, want = pair
    if type(got) is not np.ndarray or got.shape != want.shape or got.dtype.kind != "f" or not np.isfinite(got).all():
        right = False
    else:
        with np.errstate(all="ignore"):
            got = np.asarray(got + factor * np.max(np.abs(want), initial=0.0))
        right = np.isfinite(got).all() and is_close(got, want)
    assert right is None or expect.agrees(got, want) == right


@fewer
@given(pair=pairs(), own=strangers | wants)
def test_any_value_of_the_students_own(pair, own):
    """what a student's other functions gave may be anything: compared with it, a value is right or it is not"""
    got, _ = pair
    if expect.agrees(got, own):
        assert np.isfinite(got).all()
        assert np.isfinite(own).all()


def numbers_in(text):
    """Every number in a text."""
    return {float(number) for number in re.findall(r"\d+\.?\d*(?:e[-+]?\d+)?", text)}


def constants():
    """The numbers in the sentences that diagnosis has ready."""
    tree = ast.parse(Path(diagnosis.__file__).read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and type(node.value) is str]
    return numbers_in(" ".join(texts))


MISTAKES = [
    lambda want, x, g: want * len(want), lambda want, x, g: want / len(want), lambda want, x, g: -want,
    lambda want, x, g: 2 * want, lambda want, x, g: want / np.log(2), lambda want, x, g: 0 * want,
    lambda want, x, g: x, lambda want, x, g: g, lambda want, x, g: want * g, lambda want, x, g: want / g,
    lambda want, x, g: want + x[:1], lambda want, x, g: want - x[:1], lambda want, x, g: want + x[:, :1],
    lambda want, x, g: want + x[0, 0], lambda want, x, g: want[::-1], lambda want, x, g: np.abs(want),
    lambda want, x, g: want.sum(0) + 0 * want, lambda want, x, g: want.mean() + 0 * want, lambda want, x, g: want.T,
    lambda want, x, g: np.round(want, 2), lambda want, x, g: want.astype(np.float32),
    lambda want, x, g: planted(want, x[0, 0]), lambda want, x, g: np.where(np.arange(len(want))[:, None] == 1, x, want),
]  # fmt: skip


@st.composite
def diagnoses(draw):
    """(got, want, related): sevenths of numbers of four digits, none of them a count, a position or a constant."""
    shape = draw(st.tuples(st.integers(1, 4), st.integers(1, 4)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    sevenths = (7 * rng.integers(143, 1428, (3, *shape)) + 3) / 7
    want, x, upstream = 10.0 ** draw(st.integers(-3, 3)) * rng.choice([-1, 1], (3, *shape)) * sevenths
    got = draw(st.sampled_from(MISTAKES))(want, x, upstream)
    everything = {
        "N": shape[0], "C": shape[1], "x": x, "grad_output": upstream, "bias": x[0],
        "candidates": {"It is another candidate.": want + upstream},
    }  # fmt: skip
    names = draw(st.sets(st.sampled_from([*everything])))
    return got, want, {name: everything[name] for name in names}


@given(case=diagnoses())
def test_hints_hold_no_hidden_number(case):
    """a hint holds constants, counts and positions: no input, no expected value, and nothing computed from them"""
    got, want, related = case
    hint = diagnosis.explain(got, want, related)
    counts = {*range(9), *want.shape, want.size}
    assert numbers_in(hint) <= constants() | counts


facts = st.dictionaries(st.sampled_from(["N", "C"]), st.integers(0, 9)) | st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(["x", "grad_output", "upstream", "bias"], wants)
    | {"scale": st.floats(0, 1e300), "candidates": st.dictionaries(st.just("A known mistake."), wants)},
)


@given(got=wants, want=wants, noise=st.sampled_from([0.0, 1e-300, 1e300, np.inf, np.nan]), related=facts)
def test_any_pair_can_be_explained(got, want, noise, related):
    """diagnosis says something or nothing; it never raises, and never warns, whatever the arrays hold"""
    with np.errstate(all="ignore"):
        values = [got + noise, want[::-1].T + noise if want.ndim else -want]
        values += [value.astype(kind) for value in values for kind in (np.float32, np.float16)]
    for value in values:
        assert type(diagnosis.explain(value, want, related)) is str
    assert type(diagnosis.explain_nonfinite(related)) is str
