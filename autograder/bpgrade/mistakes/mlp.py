"""What a network and its training loop would give if they made one of the known mistakes."""

import numpy as np

from bpgrade.mistakes.lazily import lazily, parts_lazily

_WRONG_LOOPS = {
    "The parameters have not moved at all: step belongs into the loop.": {"stop": 0},
    "Only the first batch has been trained on: does the loop return too early?": {"stop": 1},
    "The last batch has been left out.": {"stop": -1},
    "The gradients of earlier batches are still there: call zero_grad before every backward.": {"keep": True},
    "Each step used the gradient of the batch before: step belongs after backward.": {"late": True},
    "There was one step with all gradients added up: step belongs into the loop.": {"once": True},
    "There was one step, with the gradient of the last batch: step belongs into the loop.": {"last": True},
    "Every step is twice as long: backward or step is called twice for each batch.": {"scale": lambda n, first: 2.0},
    "The gradient has been divided by the batch size once more: the loss is a mean.": {"scale": lambda n, first: 1 / n},
    "The gradient has been multiplied by the batch size: the loss is a mean on purpose.": {"scale": lambda n, first: n},
    "Each batch counts by its size over the first batch's: the mean over the batch is all.": {
        "scale": lambda n, first: n / first,
    },
}
_OLD_GRADIENTS = {
    "Gradients from before the epoch were still there: zero_grad must come before the first backward.": {},
    "Gradients from before the epoch were still there, and those of earlier batches: zero_grad is missing.": {
        "keep": True,
    },
}


@lazily
def outputs(x, values) -> dict:
    """Hint -> the network's output, an array (N, C).

    Args:
        x: input, shape (N, D).
        values: weights and biases, W1, b1, W2, b2, ...
    """
    right = _forward(x, values)[-1]
    softmax = np.exp(right - right.max(axis=1, keepdims=True))
    first = _forward(x, values[:2])[-1]
    table = {
        "There is a ReLU after the last layer: the outputs are logits and may be negative.": np.maximum(right, 0),
        "There is a ReLU before the first layer: the input may be negative.": _forward(np.maximum(x, 0), values)[-1],
        "There is a softmax after the last layer: the loss takes the logits themselves.": softmax
        / softmax.sum(axis=1, keepdims=True),
    }
    if len(values) > 2:
        slopes = {"There is no ReLU between the layers: the network is linear.": lambda z: z}
        slopes["There is a tanh between the layers: it should be a ReLU."] = np.tanh
        slopes["There is a sigmoid between the layers: it should be a ReLU."] = lambda z: 1 / (1 + np.exp(-z))
        table |= {hint: _forward(x, values, slope)[-1] for hint, slope in slopes.items()}
        last = _forward(x, values, last_hidden=lambda z: z)[-1]
        table["There is no ReLU before the last layer: there is one between any two."] = last
        table["Only the first layer has been used."] = first
    return table


@parts_lazily(lambda x, values, grad_output: 1 + len(values))
def gradients(x, values, grad_output) -> list[dict]:
    """[for x, then for each of the values] hint -> gradient.

    Args:
        x, values: as above; grad_output: shape (N, C).
    """
    names = {"backward does not pass through the ReLU layers: each has a backward of its own.": (False, False)}
    names["The ReLU after the last layer, which is not there, has been differentiated."] = (True, True)
    found = {hint: _backward(x, values, grad_output, *options) for hint, options in names.items()}
    rows = _forward(x, values)
    if len({row.shape for row in rows[1:-1]}) == 1 and len(rows) > 3:
        last = [rows[0], *[rows[-2]] * (len(rows) - 2), rows[-1]]
        hint = "Every ReLU uses the mask of the last one: give each position a ReLU of its own."
        found[hint] = _backward(x, values, grad_output, masks=last)
    return [{hint: grads[i] for hint, grads in found.items()} for i in range(1 + len(values))]


@lazily
def trainings(values, batches, lr, momentum=0.0, left=None) -> dict:
    """Hint -> the parameters after an epoch.

    Args:
        values: at its start; batches: list of (x, labels); lr, momentum: of SGD.
        left: gradients from before the epoch, or None.
    """
    twists = dict(_WRONG_LOOPS)
    if left is not None:
        twists |= {hint: {"left": left, **twist} for hint, twist in _OLD_GRADIENTS.items()}
    return {hint: _train(values, batches, lr, momentum, **twist) for hint, twist in twists.items()}


@lazily
def losses(values, batches, lr, momentum=0.0) -> dict:
    """Hint -> the number that train_epoch would return; arguments as above."""
    seen = []
    _train(values, batches, lr, momentum, seen=seen)
    before, after, sizes = (np.array(column) for column in zip(*seen, strict=True))
    end = _train(values, batches, lr, momentum)
    later = [_loss(_forward(x, end)[-1], labels)[0] for x, labels in batches]
    return {
        "This is the mean of the batches' means: a short last batch must count less.": before.mean(),
        "This is the sum of the batches' means: weight each by its size, and divide by all samples.": before.sum(),
        "This is the sum over the samples: divide by their number.": before @ sizes,
        "This is the loss of the last batch alone.": before[-1],
        "This is the loss of the first batch alone.": before[0],
        "This is measured after each step: take the loss that backward belongs to.": after @ sizes / sizes.sum(),
        "This is measured after the epoch: take the loss of each batch before its step.": later @ sizes / sizes.sum(),
        "The sum of the batches' means has been divided by the number of samples: weight each mean by its size.": (
            before.sum() / sizes.sum()
        ),
        "The sum over the samples has been divided by the number of batches.": before @ sizes / len(sizes),
        "All batches have been counted as equally large.": before.sum() * sizes[0] / sizes.sum(),
    }


@lazily
def accuracies(logits, labels) -> dict:
    """Hint -> the share that accuracy would return.

    Args:
        logits: shape (N, C); labels: shape (N,).
    """
    right = np.mean(logits.argmax(axis=1) == labels)
    return {
        "Yours is 0 although some answers are right: look at what is compared, and at how it is divided.": 0.0,
        "This is a percentage: return a number between 0 and 1.": 100 * right,
        "This is the share of wrong answers.": 1 - right,
        "This is the share of samples whose smallest output is their label: use argmax.": np.mean(
            logits.argmin(axis=1) == labels
        ),
    }


def batch_sizes(lengths, n, size) -> str:
    """A hint for wrong lengths of batches of n samples, or ""."""
    whole, rest = divmod(n, size)
    table = {
        "The last, shorter batch is missing: every sample counts.": [size] * whole,
        "The last batch has been filled up: it may be shorter.": [size] * (whole + 1),
        "The last two batches have become one: the rest is a batch of its own.": [size] * (whole - 1) + [size + rest],
        "There is an empty batch at the end.": [size] * whole + [rest] * (rest > 0) + [0],
        "batch_size has been taken for the number of batches.": [len(part) for part in np.array_split(range(n), size)],
    }
    table["All batches are one sample too large."] = _in_steps(n, size + 1)
    table["All batches are one sample too small."] = _in_steps(n, size - 1) if size > 1 else None
    starts = range(0, n, size)
    table["The slices overlap by one sample: a slice ends before its end."] = [min(size + 1, n - i) for i in starts]
    table["The slices leave out a sample each: a slice ends before its end."] = [min(size - 1, n - i) for i in starts]
    equal = [len(part) for part in np.array_split(range(n), len(starts))]
    table["The batches are of nearly equal size: only the last one may be shorter than batch_size."] = equal
    return next((hint for hint, wrong in table.items() if wrong == lengths), "")


def _in_steps(n, size):
    return [min(size, n - start) for start in range(0, n, size)]


def _relu(z):
    return np.maximum(z, 0)


def _forward(x, values, hidden=_relu, last_hidden=None):
    """The input of every layer, and the output."""
    rows, count = [x], len(values) // 2
    for i in range(count):
        z = rows[-1] @ values[2 * i].T + values[2 * i + 1]
        slope = last_hidden if last_hidden and i == count - 2 else hidden
        rows.append(slope(z) if i < count - 1 else z)
    return rows


def _backward(x, values, grad, through=True, after_last=False, rows=None, masks=None):
    rows, grads = rows or _forward(x, values), []
    masks = masks or rows
    if after_last:
        grad = grad * (rows[-1] > 0)
    for i in reversed(range(len(values) // 2)):
        grads[:0] = [grad.T @ rows[i], grad.sum(axis=0)]
        grad = grad @ values[2 * i]
        if through and i:
            grad = grad * (masks[i] > 0)
    return [grad, *grads]


def _loss(logits, labels):
    """Mean cross-entropy, and its gradient with respect to the logits."""
    shifted = logits - logits.max(axis=1, keepdims=True)
    p = np.exp(shifted) / np.exp(shifted).sum(axis=1, keepdims=True)
    picked = np.arange(len(labels)), labels
    grad = p.copy()
    grad[picked] -= 1
    return -np.log(p[picked]).mean(), grad / len(labels)


def _train(
    values, batches, lr, momentum, *,
    stop=None, keep=False, late=False, once=False, last=False, scale=lambda n, first: 1.0, seen=None, left=None,
):  # fmt: skip
    values = [value.copy() for value in values]
    speed, kept = [np.zeros_like(value) for value in values], None
    for number, (x, labels) in enumerate(batches[:stop], start=1):
        rows = _forward(x, values)
        loss, grad = _loss(rows[-1], labels)
        if late and kept:  # backward then meets the activations of before the step, and the weights of after it
            speed = [momentum * v + g for v, g in zip(speed, kept, strict=True)]
            values = [value - lr * v for value, v in zip(values, speed, strict=True)]
        grads = _backward(x, values, scale(len(x), len(batches[0][0])) * grad, rows=rows)[1:]
        if left is not None and number == 1:
            grads = [a + b for a, b in zip(left, grads, strict=True)]
        if kept and (keep or once):
            grads = [a + b for a, b in zip(kept, grads, strict=True)]
        kept = grads
        if not late and (number == len(batches) or not (once or last)):
            speed = [momentum * v + g for v, g in zip(speed, grads, strict=True)]
            values = [value - lr * v for value, v in zip(values, speed, strict=True)]
        if seen is not None:
            seen.append((loss, _loss(_forward(x, values)[-1], labels)[0], len(x)))
    return values
