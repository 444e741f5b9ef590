"""Wrong outputs and gradients of ReLU, Tanh and Sigmoid that students are known to produce: {hint: array}."""

import numpy as np

from bpgrade.mistakes.lazily import lazily, parts_lazily

LEAKS = (0.01, 0.1, 0.2)  # slopes of leaky ReLUs in common use
LIMITS = (1.0, 5.0, 6.0, 10.0, 100.0)  # where values and gradients are cut off in common use
ROUNDED_AWAY = "Small numbers have all become 0: do not round, and set no threshold but 0 itself."


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _softplus(x):
    return np.log1p(np.exp(x))


def relu(x):
    """max(x, 0)."""
    return np.maximum(x, 0)


_VALUE = {"relu": relu, "tanh": np.tanh, "sigmoid": _sigmoid}
_SLOPE = {
    "relu": lambda x: 1.0 * (x > 0),
    "tanh": lambda x: 1 - np.tanh(x) ** 2,
    "sigmoid": lambda x: _sigmoid(x) * (1 - _sigmoid(x)),
}


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def outputs(name, x):
    """What forward returns for x, array of any shape, under known mistakes."""
    return {"relu": _relu_outputs, "tanh": _tanh_outputs, "sigmoid": _sigmoid_outputs}[name](x)


def _relu_outputs(x):
    table = {
        "Negative inputs give 0, not their absolute value.": np.abs(x),
        "The sides are swapped: negative inputs give 0, positive ones stay.": np.minimum(x, 0),
        "This is the mask, ones and zeros: positive inputs keep their value.": 1.0 * (x > 0),
        "This is log(1 + exp(x)), a smooth relative of ReLU: ReLU is max(x, 0).": _softplus(x),
    }
    for leak in LEAKS:
        hint = f"Negative inputs give 0; here {leak:g} times their value comes through, as in a leaky ReLU."
        table[hint] = np.where(x > 0, x, leak * x)
    for limit in LIMITS:
        table[f"Values above {limit:g} are cut off: ReLU has no upper limit."] = np.clip(x, 0, limit)
    return table


def _tanh_outputs(x):
    return {
        "This is the sigmoid, not tanh.": _sigmoid(x),
        "This is tanh(x / 2): mind the factor 2 between tanh and the sigmoid.": np.tanh(x / 2),
        "This is tanh(2 x): mind the factor 2 between tanh and the sigmoid.": np.tanh(2 * x),
        "tanh has been applied twice.": np.tanh(np.tanh(x)),
    }


def _sigmoid_outputs(x):
    table = {
        "This is the sigmoid of -x: the exponent's sign is wrong, large x must give values near 1.": _sigmoid(-x),
        "A division comes before an addition: put the denominator 1 + exp(-x) in parentheses.": 1 + np.exp(-x),
        "This is tanh, not the sigmoid.": np.tanh(x),
        "This is the sigmoid of 2 x: mind the factor 2 between tanh and the sigmoid.": _sigmoid(2 * x),
        "The sigmoid has been applied twice.": _sigmoid(_sigmoid(x)),
        "The form z / (1 + z) is for negative inputs only: for the others it is 1 / (1 + z).": _sigmoid(-np.abs(x)),
    }
    for limit in LIMITS:
        hint = f"The input has been clipped at {limit:g}, and what lies beyond is not told apart: do not clip."
        table[hint] = _sigmoid(np.clip(x, -limit, limit))
    for margin in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8):
        hint = f"The output has been kept {margin:g} away from 0 and 1: do not clip."
        table[hint] = np.clip(_sigmoid(x), margin, 1 - margin)
    return table


@np.errstate(all="ignore")  # a wrong formula may overflow
@lazily
def gradients(name, x, grad_output):
    """What backward returns after forward(x) under known mistakes; arrays of x's shape."""
    own = {"relu": _relu_slopes, "tanh": _tanh_slopes, "sigmoid": _sigmoid_slopes}[name](x, _VALUE[name](x))
    hint = "The derivative was taken at the incoming gradient: it depends on x, not on grad_output."
    return {hint: _SLOPE[name](grad_output) * grad_output} | {
        hint: slope * grad_output for hint, slope in ({**own, **_gates(name, x, grad_output)}).items()
    }


def _gates(name, x, grad_output):
    if name != "relu":
        return {}
    hint = "Only positive gradients pass: the gate depends on x alone, and negative gradients pass it unharmed."
    return {hint: 1.0 * ((x > 0) & (grad_output > 0))}


def _relu_slopes(x, y):
    table = {
        "The mask is upside down: the gradient passes where x > 0.": 1.0 * (x <= 0),
        "The slope is -1 for negative x, as for the absolute value: it must be 0.": np.sign(x),
        "Multiplied with x itself: the slope of ReLU is 1 or 0.": x,
        "Multiplied with the output: the slope of ReLU is 1 or 0.": y,
    }
    for leak in LEAKS:
        table[f"The slope is {leak:g} for negative x, as in a leaky ReLU: it must be 0."] = np.where(x > 0, 1, leak)
    return table


def _tanh_slopes(x, y):
    return {
        "The slope is 1 minus the square of tanh(x): the square is missing.": 1 - y,
        "The slope is 1 - y**2 of the output y = tanh(x), not of x.": 1 - x**2,
        "The slope is 1 - y**2, and y is tanh(x) already: tanh has been applied twice.": 1 - np.tanh(y) ** 2,
        "y * (1 - y) is the slope of the sigmoid: that of tanh is 1 - y**2.": y * (1 - y),
        "The slope is 1 - y**2, with a minus.": 1 + y**2,
        "This is y**2 alone: the slope is 1 - y**2.": y**2,
    }


def _sigmoid_slopes(x, y):
    return {
        "The slope is y * (1 - y) of the output y = sigmoid(x), not of x.": x * (1 - x),
        "The slope is y * (1 - y), and y is sigmoid(x) already: the sigmoid has been applied twice.": _SLOPE["sigmoid"](
            y
        ),
        "1 - y**2 is the slope of tanh: that of the sigmoid is y * (1 - y).": 1 - y**2,
        "This is y alone: the slope is y * (1 - y).": y,
        "This is 1 - y alone: the slope is y * (1 - y).": 1 - y,
        "This is y * (1 + y): the slope is y * (1 - y).": y * (1 + y),
    }


@np.errstate(all="ignore")  # wrapping around is the point
@parts_lazily(2)
def of_raw_integers(name, x, grad_output):
    """(outputs, gradients) for integer input x that is not made floating point first."""
    y = _VALUE[name](x)
    slope = {"relu": x > 0, "tanh": 1 - y**2, "sigmoid": y * (1 - y)}[name]
    half = "uint8 input has been handed to numpy as it is, which takes float16 for it: make it float64 first."
    wraps = "uint8 numbers wrap around, and -1 becomes 255: make the input float64 before any arithmetic."
    wrapped = (x + np.abs(x)) / 2 if name == "relu" else _VALUE[name](-(-x).astype(np.float64))
    return {half: y, wraps: wrapped}, {half: slope * grad_output}


@lazily
def followed_output(name, edited, grad_output):
    """backward after somebody has edited forward's output, from a layer that kept the very array it returned."""
    hint = "The output was edited after forward, and backward followed it: keep an array of your own."
    slope = {"relu": edited > 0, "tanh": 1 - edited**2, "sigmoid": edited * (1 - edited)}[name]
    return {hint: slope * grad_output}


@lazily
def followed_gradient(edited, grad_output):
    """backward after somebody has edited its first result, from a layer that still uses the array it returned."""
    hint = "The first gradient was edited, and backward followed it: return a fresh array each time."
    return {hint: edited * grad_output}


@lazily
def at_zero(x, grad_output):
    """backward of ReLU with other slopes at 0, +0 or -0."""
    return {
        "The derivative at 0 is taken as 1 here: this kit takes it as 0, as torch does.": grad_output * (x >= 0),
        "The derivative at 0 is taken as 1/2 here: this kit takes it as 0, as torch does.": grad_output
        * np.heaviside(x, 0.5),
        "The derivative at +0 is taken as 1, at -0 as 0: compare with x > 0.": grad_output * ~np.signbit(x),
    }


@lazily
def clipped(grad_input):
    """A gradient that somebody has clipped, by value or by norm."""
    table = {}
    for limit in LIMITS:
        hint = f"The gradient has been clipped at {limit:g}: the derivative knows no such limit."
        table[hint] = np.clip(grad_input, -limit, limit)
        hint = f"The gradient has been shrunk to norm {limit:g}: the derivative knows no such limit."
        table[hint] = grad_input * min(1.0, limit / np.linalg.norm(grad_input))
    return table
