"""Explains a wrong value: which known transformation of the right answer is it?

A hint is given only if it explains every entry. An explanation is a candidate array: what the value would be
had the student made exactly this mistake. It must fit every entry to a relative 1e-6, and account for all but
a thousandth of the error, so that a candidate close to the right answer cannot win by standing near it. If
two explanations fit, the first in the order below is given; related["candidates"], which know the exercise,
come before everything else.

No formula of an exercise is in this file, for students can read it: it holds transformations of an answer, no
answers.
"""

import math

import numpy as np

FIT = 1e-6  # relative, per entry
FLOOR = 1e-8  # of the largest entry: entries below it are rounding noise
FLOAT32_FIT = 1e-5  # in place of both for a value computed in float32
UNEXPLAINED = 1e-3  # share of the error that an explanation may leave over
UNROUNDED = 1e-2  # of the largest entry: a coarser value is wrong, not rounded

OVERFLOW = 709  # exp(710) is infinite in float64


def explain(got, want, related=None) -> str:
    """A sentence that says how got came about, or "" when no known mistake explains every entry.

    Args:
        got: the wrong value, finite, floating dtype.
        want: the right answer, of the same shape.
        related: facts about the case, all optional:
            "N": number of samples; "C": number of classes or outputs (ints), for factors such as 1/N;
            "x": what forward was given; "grad_output" or "upstream": what backward was given;
            "bias": the bias row, shape (M,);
            "candidates": {hint sentence: the wrong answer it explains}, for mistakes the caller can compute;
            "scale": largest magnitude in the input, for `explain_nonfinite`.
    """
    related = related or {}
    got, want = np.asarray(got), np.asarray(want, dtype=np.float64)
    if got.shape != want.shape or not want.size or not np.isfinite(got).all():
        return ""
    with np.errstate(all="ignore"):
        for explanation in (
            _candidates,
            _zero,
            _factor,
            _inputs,
            _bias,
            _shuffled,
            _precision,
            _offset,
        ):
            hint = explanation(got, want, related)
            if hint:
                return hint
    return ""


def explain_nonfinite(related=None) -> str:
    """A sentence on NaN or infinity, or "" when related["scale"] does not tell where it comes from."""
    scale = (related or {}).get("scale", 0.0)
    if scale <= OVERFLOW:
        return ""
    return (
        f"The inputs here go up to 1e{math.floor(math.log10(scale))}, and exp overflows above {OVERFLOW} and is 0 "
        f"below -{OVERFLOW + 36}: rearrange the formula so that exp sees nothing large, and 0 is not divided by, "
        "nor its logarithm taken."
    )


def fits(got, candidate, want) -> bool:
    """Whether candidate, a wrong answer, explains every entry of got and its difference from want."""
    if np.shape(candidate) != got.shape:
        return False
    candidate = np.asarray(candidate, dtype=np.float64)
    if not np.isfinite(candidate).all():
        return False
    fit, floor = (FLOAT32_FIT, FLOAT32_FIT) if got.dtype == np.float32 else (FIT, FLOOR)
    left_over = np.abs(got - candidate)
    error = np.max(np.abs(got - want))
    close = left_over <= fit * np.abs(candidate) + floor * np.max(np.abs(candidate))
    return bool(close.all() and np.max(left_over) <= UNEXPLAINED * error)


def _candidates(got, want, related):
    return _first_that_fits(got, want, related.get("candidates", {}).items())


def _first_that_fits(got, want, table):
    return next((hint for hint, candidate in table if fits(got, candidate, want)), "")


def _zero(got, want, related):
    if got.any() or got.size == 1:
        return ""
    return "Every entry of yours is 0: the array seems to have been made but never filled."


def _factor(got, want, related):
    table = ((hint, factor * want) for hint, factor in _factors(related))
    return _first_that_fits(got, want, table)


def _factors(related):
    """(hint, factor) pairs. Named quantities first: a factor 4 that is N should be called N."""
    named = {name: related[name] for name in ("N", "C") if related.get(name, 1) > 1}
    if len(named) == 2:
        named["N*C"] = named["N"] * named["C"]
    meanings = {"N": "the batch size N", "C": "the number of columns C", "N*C": "the number of entries N*C"}
    same = {value: [n for n in named if named[n] == value] for value in named.values()}
    for value, names in same.items():
        meaning = f"{' (or '.join(meanings[name] for name in names)}{')' * (len(names) - 1)}, {value}"
        doubt = " Or, as it is 2 here, a factor 2 went astray." if value == 2 else ""
        yield (
            f"Too small by exactly {meaning}: a mean was taken where a sum belongs, or twice.{doubt}",
            1 / value,
        )
        yield f"Too large by exactly {meaning}: a sum was taken where a mean belongs.{doubt}", value
        yield f"Wrong sign, and too small by exactly {meaning}.{doubt}", -1 / value
        yield f"Wrong sign, and too large by exactly {meaning}.{doubt}", -value
    yield from _FIXED_FACTORS


_FIXED_FACTORS = (
    ("Everything is right but the sign: it is exactly -1 times the right answer.", -1.0),
    ("Exactly twice the right answer: was something added twice, or a 1/2 forgotten?", 2.0),
    ("Exactly half the right answer: is there a 1/2 too many, or was a term left out?", 0.5),
    (
        "Too large by exactly 1/ln 2 = 1.4427: this is a logarithm to base 2; use the natural one, np.log.",
        1 / math.log(2),
    ),
    ("Too small by exactly ln 2 = 0.6931: mind the base of logarithms and exponentials.", math.log(2)),
    ("Wrong sign, and exactly twice the right size.", -2.0),
    ("Wrong sign, and exactly half the right size.", -0.5),
)


def _inputs(got, want, related):
    x, upstream = related.get("x"), related.get("grad_output", related.get("upstream"))
    table = (
        ("This is the input x itself, unchanged.", x),
        ("This is the incoming gradient itself, handed on unchanged.", upstream),
    )
    hint = _first_that_fits(got, want, ((h, c) for h, c in table if c is not None))
    if hint or upstream is None or np.shape(upstream) != want.shape:
        return hint
    if fits(got * upstream, want, got):
        return "The incoming gradient is missing: multiply by grad_output."
    if fits(got, want * upstream, want):
        return "The incoming gradient has been multiplied in twice."
    return ""


def _bias(got, want, related):
    bias = related.get("bias")
    if bias is None or np.shape(bias) != want.shape[-1:]:
        return ""
    table = (
        ("Off by exactly the bias in every row: it has not been added.", want - bias),
        ("Off by exactly the bias in every row: it has been added twice.", want + bias),
        (
            "Off by exactly twice the bias in every row: it has been subtracted instead of added.",
            want - 2 * bias,
        ),
    )
    return _first_that_fits(got, want, table)


def _shuffled(got, want, related):
    """The right numbers in the wrong place, or added up along the wrong axis."""
    return _first_that_fits(got, want, _rearrangements(want))


def _rearrangements(want):
    if want.ndim == 2:
        yield (
            "This is the transpose of the right answer: mind which axis is rows and which is columns.",
            want.T,
        )
        yield (
            "Every row is the sum of all right rows: the samples have been mixed.",
            _spread(want.sum(0), want),
        )
        yield (
            "Every row is the mean of all right rows: the samples have been mixed.",
            _spread(want.mean(0), want),
        )
    yield (
        "The sizes are right, but all signs are lost: this is the absolute value of the right answer.",
        np.abs(want),
    )
    if want.ndim:
        yield (
            "Every entry is the sum of the whole right answer: sum over one axis only.",
            _spread(want.sum(), want),
        )
        yield (
            "Every entry is the mean of the whole right answer: one value for all.",
            _spread(want.mean(), want),
        )
        yield "The right numbers in reverse order.", want[::-1]


def _spread(row, want):
    return np.broadcast_to(row, want.shape)


def _precision(got, want, related):
    error = np.max(np.abs(got - want))
    single = got.astype(np.float32)
    if (single == got).all() and error <= FLOAT32_FIT * np.max(np.abs(want)) and single.any():
        return "Right in single precision only: something was computed in float32. Keep the dtype of the input."
    for decimals in range(1, 9):
        if (np.round(want, decimals) == got).all() and error <= UNROUNDED * np.max(np.abs(want)):
            # a few numbers may happen to end in zeros: then how many decimals were kept cannot be told
            kept = f" to {decimals} decimals" if want.size >= 4 else ""
            return f"Right, but rounded{kept}: do not round."
    return ""


def _offset(got, want, related):
    if want.size < 2:
        return ""
    difference = got - want
    if fits(got, want + difference.mean(), want):
        return "Every entry is off by one and the same number: a constant is missing or too many."
    if want.ndim != 2 or len(want) < 2:
        return ""
    if fits(got, want + difference.mean(axis=0), want):
        return "Every row is off by one and the same row: is something missing, or added twice, in every sample?"
    if want.shape[1] > 1 and fits(got, want + difference.mean(axis=1, keepdims=True), want):
        return "Within each row, every entry is off by one and the same number."
    return ""
