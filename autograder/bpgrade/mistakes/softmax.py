"""Wrong probabilities that students are known to get from softmax: {hint: array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily
from bpgrade.mistakes.shared import UNSIGNED

LIMITS = (709.0, 700.0, 500.0, 100.0, 88.0, 80.0, 50.0, 30.0, 20.0, 10.0)  # where logits are clipped in common use
MARGINS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-30, 1e-100, 1e-300)
EMPTY_ROW = (
    "In a row far below the others every exponential becomes 0, and then 0/0 is NaN and log 0 infinite: "
    "subtract from each row its own largest logit."
)
_OVER_SAMPLES = "The softmax ran over the samples: every row has probabilities of its own, axis 1."
_OVER_BATCH = "The exponentials have been divided by the sum over the whole batch: every row has its own sum."


def softmax(logits, axis=1):
    """Probabilities along an axis (None for the whole array) in float64, for logits of any size."""
    exponentials = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def probabilities(logits):
    """What softmax returns for logits (N, C) under known mistakes."""
    return (
        of_wrong_axis(logits)
        | _undivided(logits)
        | _other_functions(logits)
        | _wrong_shift_or_sum(logits)
        | of_clipped_logits(logits)
    )


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def integer_probabilities(logits):
    """What softmax returns for integer logits that are shifted before they are floating point, or clipped."""
    shifted = np.exp((logits - logits.max(axis=1, keepdims=True)).astype(np.float64))
    return {UNSIGNED: shifted / shifted.sum(axis=1, keepdims=True)} | probabilities(logits.astype(np.float64))


def of_wrong_axis(logits):
    """Probabilities that do not add up to 1 in each row."""
    return {_OVER_SAMPLES: softmax(logits, axis=0), _OVER_BATCH: softmax(logits, axis=None)}


def of_clipped_logits(logits):
    """Probabilities of logits whose size was limited."""
    return {_clipped(limit): softmax(np.clip(logits, -limit, limit)) for limit in LIMITS}


def _clipped(limit):
    clipped = f"The logits have been clipped, at about {limit:g} or less"  # large ones look alike for many limits
    return f"{clipped}, which merges different large logits: subtracting the row's maximum does not."


def _undivided(logits):
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return {
        "These are the exponentials: divide each row by its sum.": np.exp(logits),
        "These are the exponentials of the shifted logits: divide each row by its sum.": shifted,
    }


def _other_functions(logits):
    p, e = softmax(logits), np.exp(logits)
    logits_shared = logits / logits.sum(axis=1, keepdims=True)
    return {
        "These are logarithms of the probabilities: log_softmax instead of softmax.": np.log(p),
        "Softmax has been applied twice.": softmax(p),
        "Each entry has been put through a sigmoid: softmax divides by the sum over its row.": 1 / (1 + 1 / e),
        "The logits themselves are divided by their sum: the exponential is missing.": logits_shared,
        "The sign of the exponent is wrong: large logits must get large probabilities.": softmax(-logits),
        "These are powers of 2: softmax takes powers of e, np.exp.": softmax(np.log(2) * logits),
    }


def _wrong_shift_or_sum(logits):
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    by_column = np.exp(logits - logits.max(axis=0))
    hint = "The largest logit of each column has been subtracted: one row must be shifted by one number."
    table = {hint: by_column / by_column.sum(axis=1, keepdims=True)}
    if logits.shape[0] == logits.shape[1] > 1:
        hint = "Row sums of shape (N,) have been broadcast along the columns: keep their axis, keepdims=True."
        table[hint] = shifted / shifted.sum(axis=1)
    for margin in MARGINS:
        hint = f"{margin:g} has been added to the sum: leave it out, after the shift the sum is never below 1."
        table[hint] = shifted / (shifted.sum(axis=1, keepdims=True) + margin)
    return table
