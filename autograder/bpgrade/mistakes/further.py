"""Wrong gradients, images and products that students of 06_going_further are known to produce: {hint: array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily, parts_lazily

DEFAULT_STEP = 1e-5  # of hessian_vector_product


@parts_lazily(2)
def shared(W, x, grad_output):
    """grad_W and grad_x of y = tanh(x W^T) W^T under known mistakes: two tables."""
    a = x @ W.T
    h = np.tanh(a)
    grad_a = _grad_a(W, grad_output, 1 - h**2)
    first, second = grad_a.T @ x, grad_output.T @ h
    weights = {
        "This is the second use alone: add the gradient of the first.": second,
        "This is the first use alone: add the gradient of the second.": first,
        "This is the mean of both uses: their sum is the gradient.": (first + second) / 2,
        "The first use was subtracted from the second: their gradients add.": second - first,
        "The second use was subtracted from the first: their gradients add.": first - second,
        "The second use was multiplied with x: it saw h = tanh(x W^T).": first + grad_output.T @ x,
        "The second use was multiplied with a = x W^T, before tanh: it saw h.": first + grad_output.T @ a,
        "The first use was multiplied with h: it saw x.": second + grad_a.T @ h,
        "The inputs of the two uses are swapped: the first saw x, the second h.": grad_output.T @ x + grad_a.T @ h,
        "The gradient is transposed.": (first + second).T,
        "The second use is transposed: it is g^T h.": first + second.T,
        "The first use is transposed: it is da^T x.": first.T + second,
    }
    inputs = {
        "W^T in place of W on the way from the hidden layer to x: it is da W.": grad_a @ W.T,
        "This is the gradient of the hidden layer: multiply by W once more.": grad_a,
        "The upstream gradient has met W only once, and no slope: go back through both layers.": grad_output @ W,
        "W^T in place of W both times on the way back: it is g W, and then da W.": (
            _grad_a(W.T, grad_output, 1 - h**2) @ W.T
        ),
    }
    for hint, slope in _wrong_slopes(a, h).items():
        wrong_a = _grad_a(W, grad_output, slope)
        weights[hint], inputs[hint] = second + wrong_a.T @ x, wrong_a @ W
    return weights | _wrong_ways(W, x, grad_output, a, 0), inputs | _wrong_ways(W, x, grad_output, a, 1)


@parts_lazily(2)
def shared_among_integers(W, x, grad_output):
    """The same, when tanh is written into an array of integers."""
    hint = "tanh was cut off to integers: write it into a floating-point array."
    return [{hint: value} for value in _gradients(W, x, grad_output, np.trunc(np.tanh(x @ W.T)))]


def _gradients(W, x, grad_output, h, back=None, slope=None):
    """(grad_W, grad_x) by the right formulas, from a hidden layer h; back: what the gradient meets first."""
    grad_a = _grad_a(W if back is None else back, grad_output, 1 - h**2 if slope is None else slope)
    return grad_output.T @ h + grad_a.T @ x, grad_a @ W


def _grad_a(W, grad_output, slope):
    return (grad_output @ W) * slope


def _wrong_ways(W, x, grad_output, a, part):
    """Mistakes that spoil both gradients; part 0 is grad_W, 1 is grad_x."""
    h, missing = np.tanh(a), "tanh is missing on the way forward"
    table = {
        "W^T in place of W on the way to the hidden layer: it is g W.": _gradients(W, x, grad_output, h, back=W.T),
        "W in place of W^T on the way forward: it is x W^T.": _gradients(W, x, grad_output, np.tanh(x @ W)),
        "The incoming gradient was not used: start from grad_output.": _gradients(W, x, np.ones_like(grad_output), h),
    }
    if part == 0:  # grad_x does not tell these from a wrong slope
        table |= {
            f"{missing}: h is tanh(x W^T).": _gradients(W, x, grad_output, a),
            f"{missing} and on the way back: h is tanh(x W^T).": _gradients(W, x, grad_output, a, slope=1.0),
        }
    return {hint: both[part] for hint, both in table.items()}


def _wrong_slopes(a, h):
    return {
        "The slope of tanh is missing: multiply by 1 - h**2.": np.ones_like(h),
        "The slope of tanh was taken with its input: it is 1 - h**2 of its output.": 1 - a**2,
        "h is a tanh already: tanh was taken twice.": 1 - np.tanh(h) ** 2,
        "The slope of tanh has been multiplied in twice.": (1 - h**2) ** 2,
        "The slope of tanh was written 1 - h, without the square.": 1 - h,
    }


@lazily
def one_step(x, outputs, slopes, unit, lr, weight_decay, two_steps):
    """x after one step of the ascent under known mistakes.

    Args:
        outputs, slopes: of the model at x, and the gradient of each. two_steps: the right x after two steps.
    """
    slope, pull = slopes[unit], weight_decay * x
    right = slope - pull
    table = {
        "This step goes downhill: add the gradient.": x - lr * right,
        "x has not moved: add lr times the gradient.": x,
        "This is one step too many.": two_steps,
        "This is the sum over all outputs: start backward with 1 at the unit and 0 elsewhere.": x
        + lr * (sum(slopes) - pull),
        "Start backward with 1 at the unit, not with its output.": x + lr * (outputs[unit] * slope - pull),
        "The learning rate is missing: add lr times the gradient.": x + right,
        "The gradient was divided by its length: add lr times the gradient.": x + lr * right / np.linalg.norm(right),
        "Only the signs of the gradient were used: add lr times the gradient.": x + lr * np.sign(right),
        "This is the gradient, not the new x.": right,
    }
    others = {_other(j): x + lr * (slopes[j] - pull) for j in range(len(slopes)) if j != unit}
    return table | others | (_wrong_decays(x, slope, lr, weight_decay) if weight_decay else {})


def _other(j):
    return f"This is another output, number {j}: climb the unit that is given."


def _wrong_decays(x, slope, lr, weight_decay):
    return {
        "weight_decay is not used: subtract weight_decay * x from the gradient.": x + lr * slope,
        "weight_decay pushes outward: subtract weight_decay * x, do not add it.": x + lr * (slope + weight_decay * x),
        "The gradient of weight_decay/2 ||x||^2 is weight_decay * x, without a factor 2.": x
        + lr * (slope - 2 * weight_decay * x),
        "The gradient of weight_decay/2 ||x||^2 is weight_decay * x, without a factor 1/2.": x
        + lr * (slope - weight_decay / 2 * x),
        "weight_decay has not been multiplied with lr: it is part of the gradient.": x + lr * slope - weight_decay * x,
        "The decay is that of an x that has already moved: take both gradients at the same x.": (x + lr * slope)
        * (1 - lr * weight_decay),
        "Only the signs of x were charged: the gradient of weight_decay/2 ||x||^2 is weight_decay * x.": x
        + lr * (slope - weight_decay * np.sign(x)),
    }


@lazily
def many_steps(x, slope, steps, lr, weight_decay):
    """x after several steps under known mistakes. slope: dy[unit]/dx at the start."""
    hint = "This follows the gradient of the start all the way"
    decayed = x
    for _ in range(steps):
        decayed = decayed + lr * (slope - weight_decay * decayed)
    return {
        "This is x after the first step only.": x + lr * (slope - weight_decay * x),
        f"{hint}: call forward and backward at every new x.": x + steps * lr * (slope - weight_decay * x),
        f"{hint}, with a decay that is up to date: call forward and backward at every new x.": decayed,
    }


@lazily
def first_score(x, outputs, unit, weight_decay, after):
    """The score of the start under known mistakes.

    Args:
        outputs: of the model at x. after: the right x and scores of one step.
    """
    output, half, odds = outputs[unit], weight_decay / 2, np.exp(outputs - np.max(outputs))
    square, moved = x @ x, after[0]
    table = {
        "The charge for the size of x is missing: subtract weight_decay/2 ||x||^2.": output,
        "The charge for the size of x is added: subtract it.": output + half * square,
        "The charge lacks its 1/2: subtract weight_decay/2 ||x||^2.": output - weight_decay * square,
        "The charge lacks its square: subtract weight_decay/2 ||x||^2.": output - half * np.sqrt(square),
        "The charge was averaged: ||x||^2 is the sum of the squares.": output - half * square / len(x),
        "This is the output with its sign changed.": -output,
        "This is the score after the first step: that of the start comes first.": after[1][1],
        "The output is that of the start, but the charge that of the next x.": output - half * (moved @ moved),
        "This is the unit's probability: the score takes its output.": odds[unit] / odds.sum() - half * square,
    }
    return table | {_other(j): outputs[j] - half * square for j in range(len(outputs)) if j != unit}


@lazily
def quotients(gradient, x, v, h=DEFAULT_STEP):
    """H v under known mistakes. gradient: a function of an array."""

    def quotient(ahead, behind, width, along=v):
        return (gradient(x + ahead * along) - gradient(x - behind * along)) / width

    one_sided, length = "This is a one-sided difference", np.linalg.norm(v)
    along_x, here = quotient(h, h, 2 * h, x), gradient(x)
    same = np.allclose(along_x, here)  # of a quadratic, whose H x is the gradient
    table = {"This is H x, or the gradient at x, which here is the same: step along v.": here} if same else {}
    table |= {
        f"{one_sided}: use x + h v and x - h v.": quotient(h, 0, h),
        f"{one_sided} backward: use x + h v and x - h v.": quotient(0, h, h),
        f"{one_sided} divided by 2 h: use x + h v and x - h v.": quotient(h, 0, 2 * h),
        "The difference is divided by h, but its two ends are 2 h apart.": quotient(h, h, h),
        "Too small by h squared: / 2 * h without brackets divides by 2 and multiplies by h.": quotient(h, h, 2 / h),
        "The difference is divided by h squared: divide by 2 * h.": quotient(h, h, h**2),
        "The difference is not divided at all: divide by 2 * h.": quotient(h, h, 1),
        "This goes half of h v each way: go h v each way, and divide by 2 * h.": quotient(h / 2, h / 2, h),
        "The step is always the same small one: use the h that is given.": quotient(
            DEFAULT_STEP, DEFAULT_STEP, 2 * DEFAULT_STEP
        ),
        "v was made a unit vector: H v grows with v.": quotient(h, h, 2 * h, v / length),
        "The step is h along v / ||v||: it is h v.": quotient(h / length, h / length, 2 * h / length),
        "The step went along x, not along v.": along_x,
        "The step went along all ones, not along v.": quotient(h, h, 2 * h, np.ones_like(v)),
        "This is v times what the gradient changes along all ones: step along v.": v
        * quotient(h, h, 2 * h, np.ones_like(v)),
        "This is the gradient, not how it changes.": here,
        "This is the gradient times v: multiply v by how the gradient changes.": here * v,
    }
    hessian = np.array([quotient(h, h, 2 * h, entry) for entry in np.eye(len(x))])
    one_by_one = "x was moved entry by entry"
    table |= {
        f"{one_by_one}: step along v, once ahead and once back.": v @ hessian,
        f"{one_by_one}, for the rows of the Hessian: step along v, once ahead and once back.": hessian @ v,
        "This is v times the diagonal of the Hessian: its other entries count, too.": v * np.diag(hessian),
    }
    return table | in_float32(gradient, x, v, h)


@lazily
def in_float32(gradient, x, v, h=DEFAULT_STEP):
    """H v when the steps are taken in float32."""
    x, step = x.astype(np.float32), h * v.astype(np.float32)
    hint = "The step was taken in float32, where h v is lost in rounding: make x and v float64 first."
    return {hint: (gradient(x + step) - gradient(x - step)) / (2 * h)}


@lazily
def among_integers(gradient, x, v, h=DEFAULT_STEP):
    """H v when x + h v is cut off to integers; x of an integer dtype."""
    up, down = (x + h * v).astype(x.dtype), (x - h * v).astype(x.dtype)
    hint = "x stayed an array of integers, so x + h v was cut off: make x float64 first."
    return {hint: (gradient(up) - gradient(down)) / (2 * h)}
