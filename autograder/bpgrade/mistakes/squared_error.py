"""Wrong losses and gradients of SquaredError that students are known to get: {hint: number or array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily
from bpgrade.mistakes.shared import FRESH, FRESH_KEPT, KEPT, UNSIGNED


@lazily
def losses(prediction, target):
    """What SquaredError.forward returns under known mistakes; arrays (N, K)."""
    n, k = prediction.shape
    d = prediction - target
    table = _square_missing(d) | _wrong_root_or_square(d)
    if k > 1:
        hint = "A mean over all N*K entries, without the 1/2: add up over a row, then average over the rows."
        table[hint] = np.mean(d**2)
    if n > 1:
        table["The sum of all squares: both the 1/2 and the mean over the samples are missing."] = np.sum(d**2)
    if n > 1 and k == 1:
        hint = "Shapes (N, 1) and (N,) have been broadcast to (N, N): give both the same shape."
        table[hint] = 0.5 * np.sum((prediction - target.T) ** 2) / n
    return table


def _square_missing(d):
    n = len(d)
    return {
        "The square is missing, or a root undoes it: half of the absolute differences.": 0.5 * np.abs(d).sum() / n,
        "The square is missing, or a root undoes it: these are absolute differences.": np.abs(d).sum() / n,
        "The square is missing, and differences of both signs cancel.": 0.5 * d.sum() / n,
    }


def _wrong_root_or_square(d):
    norms = np.sqrt(np.sum(d**2, axis=1))
    return {
        "A square root too many: the norm enters squared.": norms.mean(),
        "A square root too many: the norm enters squared, times 1/2.": 0.5 * norms.mean(),
        "A square root too many: this is the root of the mean square.": np.sqrt(np.mean(d**2)),
        "The sum has been squared: square each difference, then add.": 0.5 * np.mean(d.sum(axis=1) ** 2),
    }


@lazily
def gradients(prediction, target):
    """What SquaredError.backward returns under known mistakes; arrays (N, K)."""
    n, k = prediction.shape
    d = prediction - target
    table = {
        "These are signs, the gradient of an absolute difference.": np.sign(d) / n,
        "Squared differences: the derivative of a square is linear.": d**2 / n,
        "The prediction alone: the target has not been subtracted.": prediction / n,
    }
    if k > 1:
        table["This belongs to a mean over all N*K entries without the 1/2."] = 2 * d / (n * k)
    if n > 1:
        table["Twice the difference, not divided by N: this belongs to a sum without its 1/2."] = 2 * d
    return table


@lazily
def wrapped(prediction, target):
    """The loss of integers whose difference was taken before they were floating point."""
    return {UNSIGNED: 0.5 * np.sum((prediction - target).astype(np.float64) ** 2) / len(prediction)}


@lazily
def repeated(grad, written):
    """A second backward without a copy; `written` is what stands in the first result by now."""
    return {
        f"{KEPT}, or it is divided by N once more.": grad / len(grad),
        FRESH: written,
        f"{FRESH_KEPT}.": written / len(grad),
    }
