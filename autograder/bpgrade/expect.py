"""The `expect` of a hidden test: judges what came over the wall. Never prints an input or an expected value."""

import numpy as np

from bpgrade.student import Thing
from bpkit import compare
from bpkit.compare import FINITE_DIFFERENCES, FLOAT32, LAYER, STEPS, WIDE, Finding, Mismatch

# Types a student may be told by name; any other name is the student's own text and stays behind the wall.
_SHOWN_TYPES = frozenset(
    [
        "matrix",
        "MaskedArray",
        "generator",
        "function",
        "method",
        "Parameter",
        "ndarray",
        "type",
        "set",
        "frozenset",
        "bytes",
        "complex",
        "range",
        "map",
        "zip",
    ]
)


def array(name, got, shape, dtype=None):
    """Demand an ndarray of exactly this shape, floating point and finite; see bpkit.compare.array."""
    return compare.array(name, _crossed(name, got), shape, dtype)


def close(name, got, want, *, rtol=LAYER, atol=0.0, dtype=None, **related):
    """Demand that got equals want norm-wise; see bpkit.compare.close. `related`: facts for the hint."""
    return compare.close(name, _crossed(name, got), want, rtol=rtol, atol=atol, dtype=dtype, related=related)


def number(name, got, want, *, rtol=LAYER, atol=0.0, **related):
    """Demand one floating-point number equal to want; see bpkit.compare.number."""
    return compare.number(name, _crossed(name, got), want, rtol=rtol, atol=atol, related=related)


def value(name, got):
    """Demand one finite floating-point number, and return it: what a test compares a student's own values with."""
    got = _crossed(name, got)
    compare.number(name, got, got if isinstance(got, (float, np.floating, np.ndarray)) else 0.0)
    return got


def not_zero(name, got):
    """Demand an array that is not 0 everywhere, and return it: what a test compares a student's own values with."""
    got = _crossed(name, got)
    compare.array(name, got, got.shape if type(got) is np.ndarray else ())
    true(got.any(), f"{name} is 0 everywhere")
    return got


def unchanged(name, before, after):
    """Demand that an argument is still what it was; see bpkit.compare.unchanged."""
    compare.unchanged(name, before, _crossed(name, after))


def derivative(name, got, numerical, analytic, forward_was_wrong):
    """Demand that a gradient is the derivative of the student's own forward.

    Args:
        got: the student's gradient.
        numerical: central differences of the student's forward; None when that forward gives nothing usable.
        analytic: the right gradient of the right forward. Accepted too, so that a wrong forward is charged once.
        forward_was_wrong: whether the student's forward was wrong, and has been charged for it. Otherwise only the
            right gradient will do: differences are made in the jail, where they can be forged.
    """
    got = compare.array(name, _crossed(name, got), analytic.shape)
    if forward_was_wrong and numerical is not None and got.any() and _agrees(got, numerical):
        return
    if not _agrees(got, analytic):
        message = (
            f"{name} is not the derivative of your forward: central differences of your own forward disagree with it"
        )
        raise Mismatch(Finding(message, where="gradient_check in your notebook shows which entries"))


def _agrees(got, want):
    with np.errstate(all="ignore"):
        error, size = np.max(np.abs(got - want), initial=0.0), np.max(np.abs(want), initial=0.0)
    # an infinite slope would allow an infinite error
    return bool(np.isfinite(error) and error <= FINITE_DIFFERENCES * max(size, FINITE_DIFFERENCES))


def consistent(name, got, right, own, *, rtol=LAYER, own_rtol=LAYER, **related):
    """Demand the right value, or what is right given a mistake of the student's that another cell charges.

    Args:
        got: the student's value.
        right: the right answer; failures are told, and explained, against this one.
        own: callables, tried only when got is not right; each returns another acceptable value, or None.
        rtol, own_rtol: tolerances for either, as in `close`.
        related: facts for the hint.
    """
    try:
        close(name, got, right, rtol=rtol, **related)
    except Mismatch:
        if not any(agrees(got, make(), own_rtol) for make in own):
            raise


def agrees(got, want, rtol=LAYER):
    """Whether got passes as want, perhaps the student's own: what is no finite floating-point value is never right."""
    if not isinstance(want, (float, np.floating, np.ndarray)) or not np.issubdtype(np.asarray(want).dtype, np.floating):
        return False
    if not np.isfinite(want).all():
        return False
    try:
        close("", got, want, rtol=rtol)
    except Mismatch:
        return False
    return True


def true(condition, what, where="", hint=""):
    """Demand that something holds; `what` says in a sentence what is wrong when it does not."""
    if not condition:
        raise Mismatch(Finding(what, where, hint=hint))


def sequence(name, got, length, parts=None):
    """Demand a list or tuple of this length, and of `parts` items in each of its items."""
    got = _crossed(name, got)
    if type(got) not in (list, tuple):
        raise Mismatch(Finding(f"{name} must be a tuple or a list, but is {compare.describe(got)}"))
    if length is not None and len(got) != length:
        raise Mismatch(Finding(f"{name} has {len(got)} items, but must have {length}"))
    if parts is not None:
        for item in got:
            sequence(f"each item of {name}", item, parts)
    return got


def thing(name, got):
    """Demand an object that stays in the jail, and return it; None and plain values are refused."""
    if not isinstance(got, Thing):
        raise Mismatch(Finding(f"{name} is {compare.describe(got)}, but must be an object with methods of its own"))
    return got


def _crossed(name, got):
    """Refuse what did not cross the wall as a value."""
    if isinstance(got, Thing):
        kind = got.__dict__["_handle"].type_name
        shown = f"a {kind}" if kind in _SHOWN_TYPES else "an object of another class"
        raise Mismatch(Finding(f"{name} must be a plain numpy value, but is {shown}"))
    return got


__all__ = [
    "FINITE_DIFFERENCES", "FLOAT32", "LAYER", "STEPS", "WIDE",
    "agrees", "array", "close", "consistent", "derivative", "not_zero", "number", "sequence", "thing", "true",
    "unchanged", "value",
]  # fmt: skip
