"""Public checks of functions and layers: a planted mistake fails the check meant for it, and is named."""

from pathlib import Path

import numpy as np
import pytest

from bpkit import Module, Parameter, import_from
from checked import failure

NOTEBOOKS = Path(__file__).parent.parent / "solution" / "backprop"


class Linear(Module):
    """A right solution to plant mistakes in."""

    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        rng = rng or np.random.default_rng()
        self.weight = Parameter(rng.standard_normal((out_features, in_features)).astype(dtype))
        self.bias = Parameter(np.zeros(out_features, dtype=dtype))

    def forward(self, x):
        self.x = x
        return x @ self.weight.data.T + self.bias.data

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.x)
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ self.weight.data


def linear_with(**methods):
    return type("Linear", (Linear,), methods)


def backward_with(change):
    """Linear whose backward changes something after the right computation."""

    def backward(self, grad_output):
        grad_input = Linear.backward(self, grad_output)
        changed = change(self, grad_output, grad_input)
        return grad_input if changed is None else changed

    return linear_with(backward=backward)


def _mean_bias(layer, grad_output, grad_input):
    layer.bias.grad /= len(grad_output)


def _ignore_upstream(layer, grad_output, grad_input):
    layer.weight.grad[...] = np.ones_like(grad_output).T @ layer.x


def _overwrite(layer, grad_output, grad_input):
    layer.weight.grad = grad_output.T @ layer.x


def _transposed(layer, grad_output, grad_input):
    layer.weight.grad = layer.weight.grad.T


def _changes_gradient(layer, grad_output, grad_input):
    grad_output *= 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_mean_bias, "Too small by exactly the batch size N, 4"),
        (_ignore_upstream, "The incoming gradient is ignored, as if it were all ones"),
        (_overwrite, "The second gradient has replaced the first: use accumulate, which adds."),
        (_transposed, "weight.grad has shape (3, 2), but must have shape (2, 3)"),
        (_changes_gradient, "grad_output was changed by your code: 8 of 8 entries have another value"),
        (lambda *_: [1, 2], "grad_input must be a numpy array, but is a list"),
    ],
)
def test_wrong_backward_is_explained(change, sentence):
    """The public checks name the usual mistakes of a backward."""
    assert sentence in failure("linear-backward", backward_with(change))


@pytest.mark.parametrize(
    ("forward", "sentence"),
    [
        (
            lambda self, x: x @ self.weight.data.T,
            "Off by exactly the bias in every row: it has not been added.",
        ),
        (lambda self, x: x @ self.weight.data.T + self.bias.data + x.mean(), "every sample is treated alone"),
        (lambda self, x: np.squeeze(Linear.forward(self, x)), "Only axes of length 1 differ"),
    ],
)
def test_wrong_forward_is_explained(forward, sentence):
    """The public checks name the usual mistakes of a forward."""
    assert sentence in failure("linear-forward", linear_with(forward=forward))


def activation(forward, backward):
    return type("Activation", (Module,), {"forward": forward, "backward": backward})


def _keep(self, x):
    self.x = x.copy()
    return np.maximum(x, 0)


@pytest.mark.parametrize(
    ("forward", "backward", "sentence"),
    [
        (_keep, lambda self, d: d * (d > 0), "The derivative was taken at the incoming gradient"),
        (_keep, lambda self, d: d * (self.x >= 0), "The derivative at 0 is taken as 1 here"),
        (_keep, lambda self, d: d, "This is the incoming gradient itself, handed on unchanged."),
        (_keep, lambda self, d: 1.0 * (self.x > 0), "The incoming gradient is missing"),
        (lambda self, x: np.abs(x), lambda self, d: d, "not their absolute value"),
        (lambda self, x: x, lambda self, d: d, "This is the input x itself"),
    ],
)
def test_wrong_relu_is_explained(forward, backward, sentence):
    """Masks taken from the wrong array, at 0, or not at all."""
    assert sentence in failure("relu", activation(forward, backward))


def test_shared_cache_is_explained():
    """A cache on the class is one cache for all layers."""

    def forward(self, x):
        type(self).mask = x > 0
        return np.maximum(x, 0)

    text = failure("relu", activation(forward, lambda self, d: d * type(self).mask))

    assert "This is the gradient of another forward" in text


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), "exp overflows above 709"),
        (lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(), "every row sums to 1"),
        (
            lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).sum(axis=1, keepdims=True),
            "1000 to all logits",
        ),
    ],
)
def test_wrong_softmax_is_explained(function, sentence):
    """Overflow, and a sum or maximum over the wrong axis."""
    assert sentence in failure("softmax", function)


def test_wrong_factor_of_a_loss_is_explained():
    """A sum in place of the mean, seen in the loss and in its gradient."""
    (Reference,) = import_from("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy", folder=NOTEBOOKS)

    class Sum(Reference):
        def forward(self, logits, labels):
            self.n = len(labels)
            return super().forward(logits, labels) * self.n

    class Unscaled(Reference):
        def forward(self, logits, labels):
            self.n = len(labels)
            return super().forward(logits, labels)

        def backward(self):
            return super().backward() * self.n

    assert "Too large by exactly the batch size N, 5" in failure("cross-entropy-forward", Sum)
    assert "Too large by exactly the batch size N, 4" in failure("cross-entropy-backward", Unscaled)


def test_wrong_worked_example_is_explained():
    """W1 updated before the way back agrees with the truth to two digits, and is found."""

    def too_early(W0, W1, x0, y, lr):
        hidden = np.tanh(W0 @ x0)
        output = W1 @ hidden
        delta = output - y
        new_W1 = W1 - lr * np.outer(delta, hidden)
        back = (new_W1.T @ delta) * (1 - hidden**2)
        return W0 - lr * np.outer(back, x0), new_W1, float(0.5 * np.sum((output - y) ** 2))

    assert "The new W1 was used on the way back" in failure("chain-rule-tanh", too_early)


@pytest.mark.parametrize(
    ("differentiate", "sentence"),
    [
        (lambda f, x, i, h: (f(x + i) - f(x)) / h, "one-sided difference to the right"),
        (lambda f, x, i, h: (f(x) - f(x - i)) / h, "one-sided difference to the left"),
        (lambda f, x, i, h: (f(x + i) - f(x - i)) / h, "Exactly twice the right answer"),
    ],
)
def test_wrong_difference_is_explained(differentiate, sentence):
    """A one-sided difference is right to five digits; the step size gives it away."""

    def numerical_gradient(f, x, h=1e-5):
        steps = h * np.eye(x.size).reshape(x.size, *x.shape)
        return np.array([differentiate(f, x, step, h) for step in steps]).reshape(x.shape)

    assert sentence in failure("chain-rule-numerical", numerical_gradient)
