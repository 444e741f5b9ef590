"""Wrong losses and gradients of softmax cross-entropy that students are known to get: {hint: number or array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily
from bpgrade.mistakes.shared import FRESH, FRESH_KEPT, KEPT
from bpgrade.mistakes.softmax import MARGINS, of_clipped_logits, of_wrong_axis, softmax

LOG_OF_ZERO = (
    "No logit here is above 0, so nothing overflows: the probability of a label has become 0, and its log infinite. "
    "Do not take the log of a finished probability; log(sum of exponentials) minus the label's logit stays finite."
)
_TWICE = "Softmax has been applied twice: the loss gets logits and applies it once."
_WRAPPED = "Labels have wrapped around in a type of 8 bits: index with them as they are."


def one_hot(labels, c):
    """Rows of zeros with a 1 at each label, shape (N, C)."""
    return np.eye(c)[labels]


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def losses(logits, labels):
    """What the cross-entropy of logits (N, C) and labels (N,) comes to under known mistakes."""
    p = softmax(logits)
    return (
        _half_in_base_two(logits, labels)
        | {hint: -np.log(each).mean() for hint, each in _taken_for_right(logits, labels).items()}
        | _all_classes_counted(p, labels)
        | _without_logarithm(p, labels)
        | _one_term_only(logits, labels)
        | _other_measures(p, labels)
        | _wrong_logarithms(logits, labels)
    )


def _half_in_base_two(logits, labels):
    if len(logits) == 1:  # with one sample and a right guess this is base 2 throughout
        return {}
    shifted, total = _shifted(logits)
    hint = "The log of the sum is a logarithm to base 2, the label's logit is not: use np.log."
    return {hint: np.mean(np.log2(total) - _of(labels, shifted))}


def _taken_for_right(logits, labels):
    """What may stand where the probabilities of the labels should."""
    p = softmax(logits)
    right = _of(labels, p)
    columns = "The index [:, labels] takes a column for each label: one entry per row is p[np.arange(N), labels]."
    return {
        _TWICE: _of(labels, softmax(p)),
        **{hint: _of(labels, wrong) for hint, wrong in of_wrong_axis(logits).items()},
        "All samples have been scored with the first row's probabilities.": p[0, labels],
        columns: p[:, labels],
        "This is the loss of the likeliest class, not of the label.": _of(p.argmax(axis=1), p),
        "The logits have been taken for probabilities: apply softmax first.": _of(labels, logits),
        "This is the log of the mean probability: take the mean of the logs.": right.mean(),
        **{hint: _of(labels, wrong) for hint, wrong in of_clipped_logits(logits).items()},
        **{hint: _of(wrapped, p) for hint, wrapped in _wrapped(labels).items()},
        **_kept_from_the_ends(right),
    }


def _kept_from_the_ends(right):
    """The probabilities of the labels, kept away from 0 and 1."""
    added = "The probabilities are kept from 0, with {:g} added or clipped there: a wrong prediction costs more."
    below = "The probabilities are clipped at {:g} from below: do not clip."
    both = "The probabilities are clipped {:g} away from 0 and 1: do not."
    return (
        {added.format(margin): right + margin for margin in MARGINS}
        | {below.format(margin): np.maximum(right, margin) for margin in MARGINS}
        | {both.format(margin): np.clip(right, margin, 1 - margin) for margin in MARGINS}
    )


def _all_classes_counted(p, labels):
    n, c = p.shape
    binary = -np.log(np.where(one_hot(labels, c) == 1, p, 1 - p))
    return {
        "The wrong classes are counted too, with log(1 - p): only the label's probability counts.": binary.sum() / n,
        "A mean that counts the wrong classes too, with log(1 - p): only the label's counts.": binary.mean(),
    }


def _without_logarithm(p, labels):
    mean = _of(labels, p).mean()
    return {
        "The logarithm is missing: this is a mean of probabilities.": mean,
        "The logarithm is missing: this is 1 minus the mean probability of the labels.": 1 - mean,
        "The logarithm is missing: this is minus the mean probability of the labels.": -mean,
    }


def _one_term_only(logits, labels):
    chosen, log_sums = _of(labels, logits), np.log(np.exp(logits).sum(1))
    return {
        "Minus the mean logit of the labels: the log of the sum of exponentials is missing.": -chosen.mean(),
        "The mean log of the sums of exponentials: subtract the label's logit.": log_sums.mean(),
    }


def _other_measures(p, labels):
    wrong = p.argmax(axis=1) != labels
    return {
        "This is the entropy of the probabilities: the labels have not come in.": -(p * np.log(p)).sum() / len(p),
        "This is the fraction of wrong answers: the loss is made of logarithms.": np.mean(wrong),
    }


def _wrong_logarithms(logits, labels):
    _, total = _shifted(logits)
    unshifted = np.log(total) - _of(labels, logits)
    return {
        "The shift is missing in the label's logit: subtract the row's maximum there, too.": np.mean(unshifted),
        "The base of the logarithm is 10: use the natural one, np.log.": -np.log10(_of(labels, softmax(logits))).mean(),
    }


def _of(labels, rows):
    """The entry of each row at its label."""
    return rows[np.arange(len(rows)), labels]


def _shifted(logits):
    """Logits minus their row's maximum, and each row's sum of exponentials of these."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted, np.exp(shifted).sum(axis=1)


def _wrapped(labels):
    """Labels that went through a type of 8 bits."""
    wrapped = labels.astype(np.uint8).astype(np.int64)
    return {_WRAPPED: wrapped} if (wrapped != labels).any() else {}


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def gradients(logits, labels):
    """What SoftmaxCrossEntropy.backward returns under known mistakes; arrays (N, C)."""
    (n, c), p = logits.shape, softmax(logits)
    truth = one_hot(labels, c)
    table = _wrong_ones(p, labels) | _wrong_chain(logits, labels)
    means = {hint: grad / n for hint, grad in table.items()}
    means |= {hint: (p - one_hot(wrapped, c)) / n for hint, wrapped in _wrapped(labels).items()}
    if n == 1:
        return means
    sums = {f"{hint} And the 1/N of the mean is missing.": grad for hint, grad in table.items()}
    partly = {"Only the probabilities are divided by N: the 1 must be too.": p / n - truth}
    return means | sums | partly | {"Only the 1 is divided by N: the probabilities must be too.": p - truth / n}


def _wrong_ones(p, labels):
    """The 1 that is subtracted at the label: left out, alone, or somewhere else. N times the gradient."""
    c = p.shape[1]
    truth, likeliest, columns = one_hot(labels, c), one_hot(p.argmax(axis=1), c), np.isin(np.arange(c), labels)
    only_labels = "subtract it at the label of each row only: grad[np.arange(N), labels]."
    return {
        "These are the probabilities: the label has not come in yet.": p,
        "These are the one-hot labels with a minus: the probabilities are missing.": -truth,
        f"1 has been subtracted from every entry, or all columns: {only_labels}": p - 1,
        f"1 has been subtracted in whole columns, grad[:, labels]: {only_labels}": p - columns,
        "The 1 is subtracted at the likeliest class: subtract it at the label.": p - likeliest,
        "The 1 is added at the label: it must be subtracted.": p + truth,
    }


def _wrong_chain(logits, labels):
    """Log or softmax differentiated wrongly, or another function in their place. N times the gradient."""
    p, truth = softmax(logits), one_hot(labels, logits.shape[1])
    delta, loss = p - truth, -np.log(_of(labels, p)).mean()
    return {
        "Only the diagonal of the softmax's Jacobian is used: each probability depends on every logit.": truth * delta,
        "The gradient with respect to the probabilities: go on through the softmax to the logits.": -truth / p,
        _TWICE: softmax(p) - truth,
        **{hint: wrong - truth for hint, wrong in of_wrong_axis(logits).items()},
        "The gradient has been multiplied by the loss: the gradient of the loss itself is 1.": loss * delta,
        "The logits have been taken for probabilities: apply softmax first.": logits - truth,
        "A sigmoid in every class: softmax couples the classes of a row.": 1 / (1 + np.exp(-logits)) - truth,
        "Multiplied by p * (1 - p) once more: the softmax's Jacobian is in p - t already.": delta * p * (1 - p),
    }


@lazily
def stale_labels(logits, labels):
    """backward with the probabilities of the latest forward and the labels of an earlier one."""
    return {"The labels are those of an earlier forward: keep them anew each time.": _gradient(logits, labels)}


@lazily
def refilled_labels(logits, labels):
    """backward with labels that were written into the caller's array after forward."""
    hint = "The caller's array of labels was refilled after forward, and backward followed it: keep a copy."
    return {hint: _gradient(logits, labels)}


def _gradient(logits, labels):
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / len(logits)


@lazily
def repeated(grad, labels):
    """A second backward after a first that worked in the kept probabilities; `grad` is the right one."""
    n, truth = len(grad), one_hot(labels, grad.shape[1])
    return {
        f"{KEPT}, or the 1 is subtracted once more.": grad - truth / n,
        f"{KEPT}, or the 1 is subtracted and all divided once more.": (grad - truth) / n,
        f"{KEPT}, or all is divided by N once more.": grad / n,
    }


@lazily
def edited(written, labels):
    """A second backward that uses the array which the first returned, in which `written` stands now."""
    n = len(written)
    return {
        FRESH: written,
        f"{FRESH_KEPT}.": (written - one_hot(labels, written.shape[1])) / n,
        f"{FRESH_KEPT}, and is divided again.": written / n,
    }
