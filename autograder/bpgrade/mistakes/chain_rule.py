"""Wrong gradients and steps that students of 00_chain_rule are known to produce: {hint: array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily

DEFAULT_STEP = 1e-5  # of numerical_gradient
EXAMPLE_RATE = 0.2  # the learning rate of the notebook's worked example


@lazily
def difference_quotients(wave, x, h=DEFAULT_STEP):
    """Gradients of f(x) = sum(wave(x)) under known mistakes.

    Args:
        wave: elementwise function.
        x: array of any shape; h: the step that was asked for.
    """

    def slope(right, left, width):
        return (wave(x + right) - wave(x - left)) / width

    return _one_sided(slope, h) | _wrongly_divided(slope, h) | _wrongly_moved(slope, x, h)


def _one_sided(slope, h):
    return {
        "This is a one-sided difference to the right: use f(x + h) and f(x - h).": slope(h, 0, h),
        "This is a one-sided difference to the left: use f(x + h) and f(x - h).": slope(0, h, h),
        "This is a one-sided difference divided by 2 h: use f(x + h) and f(x - h).": slope(h, 0, 2 * h),
        "This is a one-sided difference to the left, divided by 2 h: use f(x + h) and f(x - h).": slope(0, h, 2 * h),
    }


def _wrongly_divided(slope, h):
    return {
        "Too small by h squared: / 2 * h without brackets divides by 2 and multiplies by h.": slope(h, h, 2 / h),
        "The difference is not divided at all: divide by 2 * h.": slope(h, h, 1),
        "The difference is divided by h once more than it should be: divide by 2 * h.": slope(h, h, 2 * h**2),
        "This is the second derivative: use (f(x + h) - f(x - h)) / (2 * h).": (slope(h, 0, h) - slope(0, h, h)) / h,
    }


def _wrongly_moved(slope, x, h):
    relative = h * np.maximum(1.0, np.abs(x))
    far, near = slope(2 * h, 2 * h, 4 * h), slope(h, h, 2 * h)
    return {
        "The step is always the default: use the h that is given.": slope(DEFAULT_STEP, DEFAULT_STEP, 2 * DEFAULT_STEP),
        "The step grows with x: use the h that is given for every entry.": slope(relative, relative, 2 * relative),
        "You go half a step to each side: go a whole h both ways, and divide by 2 * h.": slope(h / 2, h / 2, h),
        "This formula takes four evaluations for an entry: use f(x + h) and f(x - h) only.": (4 * near - far) / 3,
    }


@lazily
def wrong_entries(right):
    """Right slopes in wrong places: what comes of moving other entries than one at a time."""
    table = {}
    if right.size > 1:
        table["The last entry was never moved: go over all positions of x."] = _without_last(right)
    if right.ndim > 1:
        rows = right.sum(axis=tuple(range(1, right.ndim)), keepdims=True)
        hint = "A whole row was moved at once: move one entry at a time, np.ndindex(x.shape) yields their positions."
        table[hint] = np.broadcast_to(rows, right.shape)
    return table


def _without_last(right):
    left_out = np.array(right)
    left_out[(-1,) * right.ndim] = 0.0
    return left_out


@lazily
def lost_among_integers(wave, x, h=DEFAULT_STEP):
    """The gradient when x + h is cut off to an integer again; x of an integer dtype."""
    up, down = (x + h).astype(x.dtype), (x - h).astype(x.dtype)
    hint = "x stayed an array of integers, so x + h and x - h were cut off: make x float64 first."
    return {hint: (wave(up) - wave(down)) / (2 * h)}


@lazily
def left_moved(matrix, x, h=DEFAULT_STEP):
    """The gradient of x^T A x when no entry is put back before the next one is moved."""
    earlier = np.tri(len(x), k=-1)
    return {
        f"An entry was not put back before the next one was moved, it stayed at {where}.": np.diagonal(
            (matrix + matrix.T) @ (x + moved * earlier).T
        )
        for where, moved in (("x - h", -h), ("x + h", h))
    }


@lazily
def moved_together(matrix, x):
    """The gradient of x^T A x when all entries are moved at once."""
    hint = "The sum of all slopes in every entry: all entries were moved at once, move one at a time."
    return {hint: np.full(x.shape, np.sum((matrix + matrix.T) @ x))}


@lazily
def steps(W0, W1, x0, y, lr):
    """new_W0, new_W1 and the loss of tanh_network_step under known mistakes: three tables."""
    x1 = W0 @ x0
    x2 = np.tanh(x1)
    error = (W1 @ x2 - y)[0]
    tables = _hidden_weights(W0, W1, x0, x1, error, lr), _output_weights(W0, W1, x0, x1, x2, y, lr)
    right = np.outer(error * W1[0] * (1 - x2**2), x0), error * x2[np.newaxis]
    for table, weights, gradient in zip(tables, (W0, W1), right, strict=True):
        table.update(_wrong_steps(weights, gradient, lr, loss_over_error=error / 2))
    return *tables, _losses(W0, W1, x0, y, error, [W - lr * g for W, g in zip((W0, W1), right, strict=True)])


def _hidden_weights(W0, W1, x0, x1, error, lr):
    x2, back = np.tanh(x1), error * W1[0]
    slope, logistic = 1 - x2**2, 1 / (1 + np.exp(-x1))
    updated = W1[0] - lr * error * x2
    hidden = {
        "The new W1 was used on the way back: compute both gradients first, then update.": error * updated * slope,
        "The slope of tanh is missing: multiply by 1 - x2**2.": back,
        "The slope of tanh has been multiplied in twice.": back * slope**2,
        "The slope of tanh was taken with the input of tanh: it is 1 - x2**2 of its output.": back * (1 - x1**2),
        "The slope of tanh is 1 - x2**2, and x2 is a tanh already: tanh was taken twice.": back
        * (1 - np.tanh(x2) ** 2),
        "The slope of tanh was written 1 - x2, without the square.": back * (1 - x2),
        "x2 * (1 - x2) is the slope of the logistic function: that of tanh is 1 - x2**2.": back * x2 * (1 - x2),
        "W1 is missing: the gradient reaches the hidden layer through the output weights.": error * slope,
        "x3 - y is missing: the derivative of the loss comes first.": W1[0] * slope,
    }
    wrong = {hint: W0 - lr * np.outer(dx1, x0) for hint, dx1 in hidden.items()}
    linear, sigmoid = ((W1 @ value)[0] - (W1 @ x2)[0] + error for value in (x1, logistic))
    wrong |= {
        _NO_TANH: W0 - lr * np.outer(linear * W1[0] * slope, x0),
        _LINEAR: W0 - lr * np.outer(linear * W1[0], x0),
        _LOGISTIC: W0 - lr * np.outer(sigmoid * W1[0] * logistic * (1 - logistic), x0),
    }
    return wrong


_NO_TANH = "tanh is missing on the way forward: x2 = tanh(x1)."
_LINEAR = "tanh is missing on the way forward, and its slope on the way back."
_LOGISTIC = "The activation is the logistic function: it must be tanh."


def _output_weights(W0, W1, x0, x1, x2, y, lr):
    error, logistic = (W1 @ x2 - y)[0], 1 / (1 + np.exp(-x1))
    new_x2 = np.tanh((W0 - lr * np.outer(error * W1[0] * (1 - x2**2), x0)) @ x0)
    gradients = {
        "The gradient of W1 was taken with x1, before tanh: x2 is what W1 was multiplied with.": error * x1,
        "The new W0 was used for the gradient of W1: compute both gradients first, then update.": (W1 @ new_x2 - y)
        * new_x2,
        "x3 - y is missing: the derivative of the loss comes first.": x2,
        _NO_TANH: (W1 @ x1 - y) * x1,
        _LOGISTIC: (W1 @ logistic - y) * logistic,
    }
    return {hint: W1 - lr * gradient[np.newaxis] for hint, gradient in gradients.items()}


@np.errstate(all="ignore")  # a gradient may be 0
def _wrong_steps(weights, gradient, lr, loss_over_error):
    """Mistakes that any of the two steps may hold: the right gradient, wrongly used."""
    used = {hint: factor * gradient for hint, factor in _wrong_rates(lr, loss_over_error).items()}
    hint = "The gradient has been divided by its length: the step is lr times the gradient."
    used[hint] = lr * gradient / np.linalg.norm(gradient)
    if len(set(gradient.shape)) == 1:
        hint = "The gradient is transposed: row i belongs to hidden unit i, column j to input j."
        used[hint] = lr * gradient.T
    if np.issubdtype(weights.dtype, np.integer):
        hint = "The gradient was cut off to integers: zeros_like of an integer array is an integer array."
        used[hint] = lr * np.trunc(gradient)
    used["These are the old weights: subtract lr times the gradient."] = 0.0
    wrong = {hint: weights - step for hint, step in used.items()}
    return wrong | {"This is the gradient, not the new weights.": gradient}


def _wrong_rates(lr, loss_over_error):
    """What the gradient may be multiplied with in place of lr."""
    cancel = "the 2 of the square and the 1/2 of the loss cancel."
    loss = "The gradient starts with the loss itself: it starts with the derivative of the loss, x3 - y."
    return {
        "The step goes uphill: subtract lr times the gradient.": -lr,
        f"The gradient is twice too large: {cancel}": 2 * lr,
        f"The gradient is half as large as it should be: {cancel}": 0.5 * lr,
        loss: loss_over_error * lr,
        "The learning rate is missing: subtract lr times the gradient.": 1.0,
        "The learning rate has been multiplied in twice.": lr**2,
        f"The learning rate is always {EXAMPLE_RATE}: use the lr that is given.": EXAMPLE_RATE,
    }


def _losses(W0, W1, x0, y, error, new_weights):
    new_W0, new_W1 = new_weights
    after = (new_W1 @ np.tanh(new_W0 @ x0) - y)[0]
    linear = (W1 @ W0 @ x0 - y)[0]
    logistic = (W1 @ (1 / (1 + np.exp(-W0 @ x0))) - y)[0]
    return {
        "This is the loss after the step: return the one before.": 0.5 * after**2,
        "This is x3 - y, without the square: the loss is half its square.": error,
        "This is |x3 - y|, without the square: the loss is half its square.": abs(error),
        _NO_TANH: 0.5 * linear**2,
        _LOGISTIC: 0.5 * logistic**2,
    }
