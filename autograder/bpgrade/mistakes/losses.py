"""Wrong probabilities, losses and gradients that students are known to produce: {hint: array or number}."""

import numpy as np

LIMITS = (709.0, 700.0, 500.0, 100.0, 88.0, 80.0, 50.0, 30.0, 20.0, 10.0)  # where logits are clipped in common use
MARGINS = (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-12, 1e-15, 1e-16, 1e-20, 1e-30, 1e-100, 1e-300)
EMPTY_ROW = (
    "In a row far below the others every exponential becomes 0, and then 0/0 is NaN and log 0 infinite: "
    "subtract from each row its own largest logit."
)
LOG_OF_ZERO = (
    "No logit here is above 0, so nothing overflows: the probability of a label has become 0, and its log infinite. "
    "Do not take the log of a finished probability; log(sum of exponentials) minus the label's logit stays finite."
)
_TWICE = "Softmax has been applied twice: the loss gets logits and applies it once."
_OVER_SAMPLES = "The softmax ran over the samples: every row has probabilities of its own, axis 1."
_OVER_BATCH = "The exponentials have been divided by the sum over the whole batch: every row has its own sum."
_FRESH = "The first result was edited, and the second follows: return a fresh array each time."
_UNSIGNED = "Differences of unsigned integers wrap around: make the input floating point first."
_WRAPPED = "Labels have wrapped around in a type of 8 bits: index with them as they are."
_KEPT = "The first backward changed what forward had kept: work on a copy"


def softmax(logits, axis=1):
    """Probabilities along an axis (None for the whole array) in float64, for logits of any size."""
    exponentials = np.exp(logits - logits.max(axis=axis, keepdims=True))
    return exponentials / exponentials.sum(axis=axis, keepdims=True)


def one_hot(labels, c):
    """Rows of zeros with a 1 at each label, shape (N, C)."""
    return np.eye(c)[labels]


@np.errstate(all="ignore")  # a wrong formula may overflow
def probabilities(logits):
    """What softmax returns for logits (N, C) under known mistakes."""
    p, e = softmax(logits), np.exp(logits)
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    by_column = np.exp(logits - logits.max(axis=0))
    by_column /= by_column.sum(axis=1, keepdims=True)
    logits_shared = logits / logits.sum(axis=1, keepdims=True)
    table = {
        _OVER_SAMPLES: softmax(logits, axis=0),
        _OVER_BATCH: softmax(logits, axis=None),
        "These are the exponentials: divide each row by its sum.": e,
        "These are the exponentials of the shifted logits: divide each row by its sum.": shifted,
        "These are logarithms of the probabilities: log_softmax instead of softmax.": np.log(p),
        "Softmax has been applied twice.": softmax(p),
        "Each entry has been put through a sigmoid: softmax divides by the sum over its row.": 1 / (1 + 1 / e),
        "The logits themselves are divided by their sum: the exponential is missing.": logits_shared,
        "The sign of the exponent is wrong: large logits must get large probabilities.": softmax(-logits),
        "These are powers of 2: softmax takes powers of e, np.exp.": softmax(np.log(2) * logits),
        "The largest logit of each column has been subtracted: one row must be shifted by one number.": by_column,
    }
    if logits.shape[0] == logits.shape[1] > 1:
        hint = "Row sums of shape (N,) have been broadcast along the columns: keep their axis, keepdims=True."
        table[hint] = shifted / shifted.sum(axis=1)
    for margin in MARGINS:
        hint = f"{margin:g} has been added to the sum: leave it out, after the shift the sum is never below 1."
        table[hint] = shifted / (shifted.sum(axis=1, keepdims=True) + margin)
    return table | {_clipped_logits(limit): softmax(np.clip(logits, -limit, limit)) for limit in LIMITS}


@np.errstate(all="ignore")  # a wrong formula may overflow
def integer_probabilities(logits):
    """What softmax returns for integer logits that are shifted before they are floating point, or clipped."""
    shifted = np.exp((logits - logits.max(axis=1, keepdims=True)).astype(np.float64))
    return {_UNSIGNED: shifted / shifted.sum(axis=1, keepdims=True)} | probabilities(logits.astype(np.float64))


def _clipped_logits(limit):
    clipped = f"The logits have been clipped, at about {limit:g} or less"  # large ones look alike for many limits
    return f"{clipped}, which merges different large logits: subtracting the row's maximum does not."


@np.errstate(all="ignore")  # a wrong formula may overflow
def losses(logits, labels):
    """What the cross-entropy of logits (N, C) and labels (N,) comes to under known mistakes."""
    n, c = logits.shape
    p, rows, truth = softmax(logits), np.arange(n), one_hot(labels, c)
    right, likeliest = p[rows, labels], p.argmax(axis=1)
    binary = -np.log(np.where(truth == 1, p, 1 - p))
    shifted = logits - logits.max(axis=1, keepdims=True)
    total = np.exp(shifted).sum(axis=1)
    clipped = {_clipped_logits(m): softmax(np.clip(logits, -m, m)) for m in LIMITS}
    wrong_probabilities = {
        "Softmax has been applied twice: the loss gets logits and applies it once.": softmax(p)[rows, labels],
        _OVER_SAMPLES: softmax(logits, axis=0)[rows, labels],
        _OVER_BATCH: softmax(logits, axis=None)[rows, labels],
        "All samples have been scored with the first row's probabilities.": p[0, labels],
        "The index [:, labels] takes a column for each label: one entry per row is p[np.arange(N), labels].": p[
            :, labels
        ],
        "This is the loss of the likeliest class, not of the label.": p[rows, likeliest],
        "The logits have been taken for probabilities: apply softmax first.": logits[rows, labels],
        "This is the log of the mean probability: take the mean of the logs.": right.mean(),
        **{hint: each[rows, labels] for hint, each in clipped.items()},
        **_wrapped(p, rows, labels),
        **_margins(right),
    }
    half_base_two = {}
    if n > 1:  # with one sample and a right guess this is base 2 throughout
        hint = "The log of the sum is a logarithm to base 2, the label's logit is not: use np.log."
        half_base_two[hint] = np.mean(np.log2(total) - shifted[rows, labels])
    return (
        half_base_two
        | {hint: -np.log(each).mean() for hint, each in wrong_probabilities.items()}
        | {
            "The wrong classes are counted too, with log(1 - p): only the label's probability counts.": binary.sum()
            / n,
            "A mean that counts the wrong classes too, with log(1 - p): only the label's counts.": binary.mean(),
            "The logarithm is missing: this is a mean of probabilities.": right.mean(),
            "The logarithm is missing: this is 1 minus the mean probability of the labels.": 1 - right.mean(),
            "The logarithm is missing: this is minus the mean probability of the labels.": -right.mean(),
            "Minus the mean logit of the labels: the log of the sum of exponentials is missing.": -logits[
                rows, labels
            ].mean(),
            "The mean log of the sums of exponentials: subtract the label's logit.": np.log(
                np.exp(logits).sum(1)
            ).mean(),
            "This is the entropy of the probabilities: the labels have not come in.": -(p * np.log(p)).sum() / n,
            "This is the fraction of wrong answers: the loss is made of logarithms.": np.mean(likeliest != labels),
            "The shift is missing in the label's logit: subtract the row's maximum there, too.": np.mean(
                np.log(total) - logits[rows, labels]
            ),
            "The base of the logarithm is 10: use the natural one, np.log.": -np.log10(right).mean(),
        }
    )


def _margins(right):
    """The probabilities of the labels, kept away from 0 and 1."""
    added = {
        f"The probabilities are kept from 0, with {m:g} added or clipped there: a wrong prediction costs more.": right
        + m
        for m in MARGINS
    }
    below = {f"The probabilities are clipped at {m:g} from below: do not clip.": np.maximum(right, m) for m in MARGINS}
    both = {
        f"The probabilities are clipped {m:g} away from 0 and 1: do not.": np.clip(right, m, 1 - m) for m in MARGINS
    }
    return added | below | both


def _wrapped(p, rows, labels):
    """Probabilities at labels that went through a type of 8 bits."""
    wrapped = labels.astype(np.uint8)
    return {_WRAPPED: p[rows, wrapped]} if (wrapped != labels).any() else {}


@np.errstate(all="ignore")  # a wrong formula may overflow
def gradients(logits, labels):
    """What SoftmaxCrossEntropy.backward returns under known mistakes; arrays (N, C)."""
    n, c = logits.shape
    p, truth = softmax(logits), one_hot(labels, c)
    delta, columns, likeliest = p - truth, np.isin(np.arange(c), labels), one_hot(p.argmax(axis=1), c)
    loss = -np.log(p[truth == 1]).mean()
    only_labels = "subtract it at the label of each row only: grad[np.arange(N), labels]."
    table = {
        "These are the probabilities: the label has not come in yet.": p,
        "These are the one-hot labels with a minus: the probabilities are missing.": -truth,
        f"1 has been subtracted from every entry, or all columns: {only_labels}": p - 1,
        f"1 has been subtracted in whole columns, grad[:, labels]: {only_labels}": p - columns,
        "The 1 is subtracted at the likeliest class: subtract it at the label.": p - likeliest,
        "The 1 is added at the label: it must be subtracted.": p + truth,
        "Only the diagonal of the softmax's Jacobian is used: each probability depends on every logit.": truth * delta,
        "The gradient with respect to the probabilities: go on through the softmax to the logits.": -truth / p,
        _TWICE: softmax(p) - truth,
        _OVER_SAMPLES: softmax(logits, axis=0) - truth,
        _OVER_BATCH: softmax(logits, axis=None) - truth,
        "The gradient has been multiplied by the loss: the gradient of the loss itself is 1.": loss * delta,
        "The logits have been taken for probabilities: apply softmax first.": logits - truth,
        "A sigmoid in every class: softmax couples the classes of a row.": 1 / (1 + np.exp(-logits)) - truth,
        "Multiplied by p * (1 - p) once more: the softmax's Jacobian is in p - t already.": delta * p * (1 - p),
    }
    means = {hint: grad / n for hint, grad in table.items()}
    wrapped = labels.astype(np.uint8).astype(np.int64)
    if (wrapped != labels).any():
        means[_WRAPPED] = (p - one_hot(wrapped, c)) / n
    if n == 1:
        return means
    sums = {f"{hint} And the 1/N of the mean is missing.": grad for hint, grad in table.items()}
    partly = {"Only the probabilities are divided by N: the 1 must be too.": p / n - truth}
    return means | sums | partly | {"Only the 1 is divided by N: the probabilities must be too.": p - truth / n}


def other_forwards(earlier, others):
    """backward with the wrong memory: gradients of this instance's earlier forward, and of another instance's."""
    return {
        "This is the gradient of an earlier forward: keep what backward needs anew each time.": earlier,
        "This is the gradient of another instance's forward: keep what backward needs on self.": others,
    }


def stale_labels(logits, labels):
    """backward with the probabilities of the latest forward and the labels of an earlier one."""
    return {"The labels are those of an earlier forward: keep them anew each time.": _gradient(logits, labels)}


def refilled_labels(logits, labels):
    """backward with labels that were written into the caller's array after forward."""
    hint = "The caller's array of labels was refilled after forward, and backward followed it: keep a copy."
    return {hint: _gradient(logits, labels)}


def _gradient(logits, labels):
    return (softmax(logits) - one_hot(labels, logits.shape[1])) / len(logits)


def repeated(grad, labels):
    """A second backward after a first that worked in the kept probabilities; `grad` is the right one."""
    n, truth = len(grad), one_hot(labels, grad.shape[1])
    return {
        f"{_KEPT}, or the 1 is subtracted once more.": grad - truth / n,
        f"{_KEPT}, or the 1 is subtracted and all divided once more.": (grad - truth) / n,
        f"{_KEPT}, or all is divided by N once more.": grad / n,
    }


def edited(written, labels):
    """A second backward that uses the array which the first returned, in which `written` stands now."""
    n = len(written)
    return {
        _FRESH: written,
        f"{_FRESH} It is the array that forward keeps.": (written - one_hot(labels, written.shape[1])) / n,
        f"{_FRESH} It is the array that forward keeps, and is divided again.": written / n,
    }


def squared_losses(prediction, target):
    """What SquaredError.forward returns under known mistakes; arrays (N, K)."""
    n, k = prediction.shape
    d = prediction - target
    norms = np.sqrt(np.sum(d**2, axis=1))
    table = {
        "The square is missing, or a root undoes it: half of the absolute differences.": 0.5 * np.abs(d).sum() / n,
        "The square is missing, or a root undoes it: these are absolute differences.": np.abs(d).sum() / n,
        "The square is missing, and differences of both signs cancel.": 0.5 * d.sum() / n,
        "A square root too many: the norm enters squared.": norms.mean(),
        "A square root too many: the norm enters squared, times 1/2.": 0.5 * norms.mean(),
        "A square root too many: this is the root of the mean square.": np.sqrt(np.mean(d**2)),
        "The sum has been squared: square each difference, then add.": 0.5 * np.mean(d.sum(axis=1) ** 2),
    }
    if k > 1:
        hint = "A mean over all N*K entries, without the 1/2: add up over a row, then average over the rows."
        table[hint] = np.mean(d**2)
    if n > 1:
        table["The sum of all squares: both the 1/2 and the mean over the samples are missing."] = np.sum(d**2)
    if n > 1 and k == 1:
        hint = "Shapes (N, 1) and (N,) have been broadcast to (N, N): give both the same shape."
        table[hint] = 0.5 * np.sum((prediction - target.T) ** 2) / n
    return table


def squared_gradients(prediction, target):
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


def wrapped_squares(prediction, target):
    """The loss of integers whose difference was taken before they were floating point."""
    return {_UNSIGNED: 0.5 * np.sum((prediction - target).astype(np.float64) ** 2) / len(prediction)}


def repeated_squared(grad, written):
    """A second SquaredError.backward without a copy; `written` is what stands in the first result by now."""
    return {
        f"{_KEPT}, or it is divided by N once more.": grad / len(grad),
        _FRESH: written,
        f"{_FRESH} It is the array that forward keeps.": written / len(grad),
    }
