"""Public checks of 02_relu: ReLU, Tanh and Sigmoid."""

import numpy as np

from bpkit import compare
from bpkit.checks.own_forward import judged_by_own_forward
from bpkit.gradients import agrees, evidence, vector_jacobian

# Both signs, and nothing within reach of the kink at 0.
X = np.array([[-2.0, -0.5, 0.25], [0.5, 3.0, -1.0]])
GRAD_OUTPUT = np.array([[1.5, -2.0, -0.5], [0.75, 2.5, 1.0]])


def relu_keeps_the_shape(ReLU):
    """forward and backward keep the shape of x, whatever it is, floating point

    Use functions that work entry by entry, without axes and without reshaping.
    """
    _keeps_the_shape(ReLU)


def tanh_keeps_the_shape(Tanh):
    """forward and backward keep the shape of x, whatever it is, floating point

    Use functions that work entry by entry, without axes and without reshaping.
    """
    _keeps_the_shape(Tanh)


def sigmoid_keeps_the_shape(Sigmoid):
    """forward and backward keep the shape of x, whatever it is, floating point

    Use functions that work entry by entry, without axes and without reshaping.
    """
    _keeps_the_shape(Sigmoid)


def _keeps_the_shape(Activation):
    for shape in ((6,), (2, 3), (1, 2, 3)):
        layer = Activation()
        compare.array(f"output for x of shape {shape}", layer.forward(X.reshape(shape).copy()), shape)
        grad_input = layer.backward(GRAD_OUTPUT.reshape(shape).copy())
        compare.array(f"grad_input for x of shape {shape}", grad_input, shape)


def backward_is_right(Activation):
    """backward returns dL/dx for any incoming gradient

    Run gradient_check on your layer: a column of small numbers ends the search.
    """
    layer = Activation()
    layer.forward(X.copy())
    got = layer.backward(GRAD_OUTPUT.copy())
    mask = "The derivative was taken at the incoming gradient: it depends on x, not on grad_output."
    twice = "The function has been applied twice: what forward returned holds its values already."
    error = agrees(
        "grad_input",
        got,
        lambda x: np.sum(layer.forward(x) * GRAD_OUTPUT),
        X,
        related={"x": X, "grad_output": GRAD_OUTPUT},
        mistakes=lambda: {
            mask: vector_jacobian(layer.forward, GRAD_OUTPUT, GRAD_OUTPUT),
            twice: vector_jacobian(layer.forward, layer.forward(X.copy()), GRAD_OUTPUT),
        },
    )
    return evidence(error)


def latest_forward_counts(Activation):
    """backward belongs to the latest forward, and two layers share nothing

    Keep what backward needs on self, anew in every forward, and nothing on the class.
    """
    layer, other, fresh = Activation(), Activation(), Activation()
    fresh.forward(X.copy())
    want = fresh.backward(GRAD_OUTPUT.copy()).copy()
    layer.forward(-X)
    layer.forward(X.copy())
    other.forward(-X)
    got = layer.backward(GRAD_OUTPUT.copy())
    stale = "This is the gradient of another forward: keep what backward needs on self, anew each time."
    candidates = {stale: other.backward(GRAD_OUTPUT.copy())}
    compare.close("grad_input", got, want, related={"candidates": candidates}, reveal=True)


def arguments_are_left_alone(Activation):
    """forward and backward leave x and grad_output as they are

    Look for +=, -=, *= and [...] = on x and on grad_output.
    """
    layer, x, grad_output = Activation(), X.copy(), GRAD_OUTPUT.copy()
    layer.forward(x)
    layer.backward(grad_output)
    compare.unchanged("x", X, x)
    compare.unchanged("grad_output", GRAD_OUTPUT, grad_output)


def relu_values(ReLU):
    """worked example: negative inputs give 0, positive ones stay

    Try it on np.array([-1.0, 2.0, 0.0]) in a cell of your own.
    """
    x = np.array([-2.0, -0.5, 0.0, 0.5, 3.0])
    got = ReLU().forward(x.copy())
    related = {"x": x, "candidates": {"Negative inputs give 0, not their absolute value.": np.abs(x)}}
    compare.close("output", got, np.array([0.0, 0.0, 0.0, 0.5, 3.0]), related=related, reveal=True)


def relu_at_zero(ReLU):
    """the derivative at 0 is 0

    Compare with > and not with >=.
    """
    layer = ReLU()
    layer.forward(np.array([1.0, 0.0, -1.0]))
    got = layer.backward(np.array([5.0, 7.0, 9.0]))
    hint = "The derivative at 0 is taken as 1 here: this kit takes it as 0, as torch does."
    related = {"candidates": {hint: np.array([5.0, 7.0, 0.0])}}
    compare.close("grad_input", got, np.array([5.0, 0.0, 0.0]), related=related, reveal=True)


def tanh_values(Tanh):
    """worked example: tanh(0.7) = 0.60436778, tanh(0.3) = 0.29131261

    Try it on np.array([0.7, 0.3]) in a cell of your own.
    """
    got = Tanh().forward(np.array([0.7, 0.3, -0.3, 0.0]))
    want = np.array([0.60436778, 0.29131261, -0.29131261, 0.0])
    compare.close("output", got, want, rtol=0.0, atol=1e-8, reveal=True)


def sigmoid_values(Sigmoid):
    """worked example: sigmoid(0.5) = 0.62245933, sigmoid(0) = 0.5

    Try it on np.array([0.5, 0.0]) in a cell of your own.
    """
    got = Sigmoid().forward(np.array([0.5, 0.0, -0.5]))
    want = np.array([0.62245933, 0.5, 0.37754067])
    compare.close("output", got, want, rtol=0.0, atol=1e-8, reveal=True)


def sigmoid_of_large_numbers(Sigmoid):
    """large inputs give 0 and 1, and a gradient of 0, without NaN

    Let np.exp see negative numbers only, as in the section on the stable form.
    """
    layer = Sigmoid()
    x, related = np.array([-1000.0, 1000.0]), {"scale": 1000.0}
    compare.close("output at -1000 and 1000", layer.forward(x), np.array([0.0, 1.0]), related=related, reveal=True)
    grad_input = layer.backward(np.ones(2))
    compare.close("grad_input at -1000 and 1000", grad_input, np.zeros(2), related=related, reveal=True)


def _backward(forward_is_right):
    return (
        judged_by_own_forward(forward_is_right)(backward_is_right),
        latest_forward_counts,
        arguments_are_left_alone,
    )


EXERCISES = {
    "relu": (relu_keeps_the_shape, relu_values, relu_at_zero, *_backward(relu_values)),
    "tanh": (tanh_keeps_the_shape, tanh_values, *_backward(tanh_values)),
    "sigmoid": (sigmoid_keeps_the_shape, sigmoid_values, sigmoid_of_large_numbers, *_backward(sigmoid_values)),
}
