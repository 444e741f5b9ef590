"""How a value is judged: one set of rules for the notebook checks and for the grader's hidden tests.

Type, shape, dtype and finiteness are judged before values, each with a sentence of its own, so that nothing
passes by broadcasting and NaN never passes. Values are then judged norm-wise, per array:

    max|got - want| <= atol + rtol * max|want|

Never entry by entry: the noise of a matrix product goes with the largest entry, and a right entry that
happens to be nearly 0 may carry any relative error. Measured for numpy against a float64 oracle, norm-wise:
9e-16 for a float64 matrix product, 6e-7 in float32, up to 1e-9 for central differences with h = 1e-5. The
smallest mistake seen in real solutions, log(p + 1e-7), is about 1e-6. The tolerances below lie between,
decades away from both sides: right but unusual solutions (bench/noise.py) come to within 2e-16 of the oracle
after optimizer steps, 8e-13 in layers, 6e-11 in rows of very different scale, and 4e-7 in float32.
"""

import numpy as np

from bpkit import diagnosis
from bpkit.finding import Finding, Mismatch, count_wrong, describe, how_far, locate, position

__all__ = [
    "FINITE_DIFFERENCES",
    "FLOAT32",
    "LAYER",
    "STEPS",
    "WIDE",
    "Finding",
    "Mismatch",
    "array",
    "close",
    "describe",
    "number",
    "relative_error",
    "unchanged",
]

STEPS = 1e-12  # up to four optimizer steps: a handful of roundings on numbers of order one
LAYER = 1e-9  # one layer or one network in float64
WIDE = 1e-8  # rows of very different scale: cancellation costs the small rows some digits
FINITE_DIFFERENCES = 1e-6  # their true error is below 1e-9: three decades of slack
FLOAT32 = 1e-5  # 6e-7 measured at 128 x 3072 x 512, and students may add up in another order

_NOTHING_ARRIVED = "The backward of its layer has not called accumulate, or has not been called."

TINY = 1e-12  # below this the right answer counts as 0 and rtol becomes an absolute tolerance


def array(name: str, got, shape: tuple, dtype=None) -> np.ndarray:
    """Demand a numpy array of exactly this shape, floating point and finite.

    Args:
        name: what the value is called in the sentences, e.g. "grad_input".
        got: the value to judge, of any type.
        shape: the exact shape; nothing is broadcast.
        dtype: the exact dtype; None accepts every floating-point dtype.
    Returns:
        got, unchanged.
    Raises:
        Mismatch: says what got is instead.
    """
    _require_ndarray(name, got)
    _require_shape(name, got, tuple(shape))
    _require_dtype(name, got, dtype)
    _require_finite(name, got, None)
    return got


def close(name, got, want, *, rtol=LAYER, atol=0.0, dtype=None, related=None, reveal=False) -> float:
    """Demand that got equals want, norm-wise; see the module docstring for the criterion.

    Args:
        name: what the value is called in the sentences.
        got: the value to judge, of any type; must pass `array` with want's shape.
        want: the right answer, an array.
        rtol, atol: tolerances; where max|want| < 1e-12, rtol is an absolute tolerance.
        dtype: the exact dtype got must have; None accepts every floating-point dtype.
        related: facts for the hint, see `diagnosis.explain`.
        reveal: also print both values at the worst entry. For public checks only: without it the text holds
            no input, no expected value and nothing to compute one from.
    Returns:
        The relative error max|got - want| / max|want| (absolute where want counts as 0).
    Raises:
        Mismatch: what, where, how far, and a hint when one explains every entry.
    """
    want = np.asarray(want, dtype=np.float64)
    _require_ndarray(name, got)
    _require_shape(name, got, want.shape)
    _require_dtype(name, got, dtype)
    _require_finite(name, got, related)
    return _judge(name, got, want, rtol, atol, related, reveal)


def number(name, got, want, *, rtol=LAYER, atol=0.0, related=None, reveal=False) -> float:
    """Demand that got is one floating-point number equal to want; arguments and result as in `close`.

    A Python float, a numpy floating scalar and a 0-d floating array count as a number.

    Raises:
        Mismatch: got is a bool, an int, None, an array with axes, not finite, or another number.
    """
    is_number = type(got) is float or isinstance(got, np.floating)
    if not is_number:
        _require_scalar_array(name, got)
    value = np.array(got)
    _require_dtype(name, value, None)
    _require_finite(name, value, related)
    return _judge(name, value, np.asarray(want, dtype=np.float64), rtol, atol, related, reveal)


def unchanged(name: str, before: np.ndarray, after) -> None:
    """Demand that an argument still is what it was: same type, dtype, shape and bits.

    Args:
        name: what the argument is called in the sentences.
        before: a copy made before the call.
        after: the argument after the call.
    Raises:
        Mismatch: says what changed.
    """
    if after is None:
        raise Mismatch(Finding(f"{name} was changed: it is now None", hint="Gradients are cleared by zero_grad alone."))
    hint = f"Make a new array, for instance with {name} - m in place of {name} -= m: this one is the caller's."
    if type(after) is not type(before):
        raise Mismatch(Finding(f"{name} was changed: it is now {describe(after)}", hint=hint))
    if after.dtype != before.dtype or after.shape != before.shape:
        now = f"dtype {after.dtype} and shape {after.shape}, before {before.dtype} and {before.shape}"
        raise Mismatch(Finding(f"{name} was changed: it now has {now}", hint=hint))
    if after.tobytes() != before.tobytes():
        count = f"{np.count_nonzero(before != after)} of {before.size} entries"
        raise Mismatch(Finding(f"{name} was changed by your code: {count} have another value", hint=hint))


def _require_ndarray(name, got):
    if type(got) is not np.ndarray:
        if got is None and ".grad" in name:
            raise Mismatch(Finding(f"{name} is None: no gradient has arrived there", hint=_NOTHING_ARRIVED))
        raise Mismatch(Finding(f"{name} must be a numpy array, but is {describe(got)}"))


def _require_scalar_array(name, got):
    if type(got) is np.ndarray and got.ndim == 0:
        return
    hint = ""
    if type(got) in (int, bool) or isinstance(got, (np.integer, np.bool_)):
        hint = "Return a float: integers and truth values hold no decimals."
    elif type(got) is np.ndarray and got.size == 1:
        hint = "It holds one number, but still has axes: return float(...) of the number itself."
    elif type(got) is np.ndarray:
        hint = "Add up or average over all samples, so that one number is left."
    raise Mismatch(Finding(f"{name} must be one number (a float), but is {describe(got)}", hint=hint))


def _require_shape(name, got, shape):
    if got.shape == shape:
        return
    what = f"{name} has shape {got.shape}, but must have shape {shape}"
    raise Mismatch(Finding(what, hint=_shape_hint(got, shape)))


def _shape_hint(got, shape):
    ones_removed = tuple(n for n in shape if n != 1)
    if got.ndim > 1 and got.shape == shape[::-1]:
        return "One is the transpose of the other. A gradient always has the shape of what it belongs to."
    if tuple(n for n in got.shape if n != 1) == ones_removed:
        return "Only axes of length 1 differ: keep every axis, even for one sample or feature, and add none."
    if got.ndim == 1 and got.size == int(np.prod(shape)):
        return "The array has been flattened."
    if got.size == int(np.prod(shape)):
        return "The number of entries is right: axes have been merged, split or swapped."
    if got.ndim < len(shape):
        return "An axis is gone: was one sum or mean too many taken?"
    return ""


def _require_dtype(name, got, dtype):
    if dtype is not None and got.dtype != np.dtype(dtype):
        what = f"{name} has dtype {got.dtype}, but must have dtype {np.dtype(dtype)}"
        raise Mismatch(Finding(what, hint=_dtype_hint(got.dtype, np.dtype(dtype))))
    if np.issubdtype(got.dtype, np.floating):
        return
    hint = ""
    if np.issubdtype(got.dtype, np.integer):
        hint = "Integers cut off the decimals; zeros_like of an integer array, for one, is an integer array."
    raise Mismatch(Finding(f"{name} has dtype {got.dtype}, but must be floating point", hint=hint))


def _dtype_hint(got, want):
    if got == np.float64:
        culprits = "np.zeros, np.ones, np.eye and random numbers"
        return f"A float64 array has joined in: {culprits} are float64 unless told {want}."
    return f"Somewhere on the way the numbers are {got}: make what they are computed from, or written into, {want}."


def _require_finite(name, got, related):
    bad = ~np.isfinite(got)
    if not bad.any():
        return
    nan = int(np.count_nonzero(np.isnan(got)))
    counts = [f"{n} {kind}" for n, kind in ((nan, "NaN"), (int(bad.sum()) - nan, "infinite")) if n]
    where = f"first at {position(np.argwhere(bad)[0])}" if got.ndim else ""
    entries = "entry" if got.size == 1 else "entries"
    what = f"{name} is not finite: {' and '.join(counts)} of {got.size} {entries}"
    raise Mismatch(Finding(what, where, hint=diagnosis.explain_nonfinite(related)))


def relative_error(got, want) -> float:
    """max|got - want| / max|want|; absolute where max|want| < 1e-12. Both finite and of one shape."""
    want = np.asarray(want, dtype=np.float64)
    return float(np.max(_error(got, want), initial=0.0) / _scale(want))


def _error(got, want):
    # Values near the largest float may overflow here: an infinite error is a failure, not a warning.
    with np.errstate(all="ignore"):
        return np.abs(np.asarray(got, dtype=np.float64) - want)


def _scale(want):
    largest = np.max(np.abs(want), initial=0.0)
    return largest if largest >= TINY else 1.0


def _judge(name, got, want, rtol, atol, related, reveal):
    error, scale = _error(got, want), _scale(want)
    allowed = atol + rtol * scale
    if (error <= allowed).all():
        return relative_error(got, want)
    wrong = ~(error <= allowed)
    at = np.unravel_index(np.argmax(error), error.shape)
    distance = how_far(error[at], scale, allowed, absolute=np.max(np.abs(want)) < TINY)
    if reveal:
        distance += f"; there yours is {got[at]:.10g}, expected {want[at]:.10g}"
    hint = diagnosis.explain(got, want, related)
    picture = wrong if reveal else None
    raise Mismatch(Finding(count_wrong(name, wrong), locate(wrong, at), distance, hint, picture))
