"""Public checks blame what is wrong: forward for its own mistakes, the notebook where code is missing, the line."""

import json

import numpy as np
import pytest

from bpkit import check, import_from
from bpkit.checks import judge
from bpkit.module import Module, Parameter
from checked import failure

BLAMELESS = "cannot be judged yet: it is compared with your own forward, and that is wrong"


def tanh_with(forward=lambda x: np.tanh(x), slope=lambda y: 1 - y**2):
    class Tanh(Module):
        def forward(self, x):
            self.y = forward(x)
            return self.y

        def backward(self, grad_output):
            return grad_output * slope(self.y)

    return Tanh


class MixedLoss:
    """The mean over all pairs of a row and a label, and the right gradient of the right loss."""

    def forward(self, logits, labels):
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_sum = np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.probabilities, self.labels = np.exp(shifted - log_sum), labels
        return float(np.mean((log_sum - shifted)[:, labels]))

    def backward(self):
        return (self.probabilities - np.eye(self.probabilities.shape[1])[self.labels]) / len(self.labels)


def test_loss_of_the_wrong_pairs_fails_forward():
    """A loss that takes every label for every row is no mean over samples, though its worked example is right."""
    assert "failed   the loss of a batch is the mean over its samples" in failure("cross-entropy-forward", MixedLoss)


def test_backward_is_not_blamed_for_a_wrong_forward():
    """What is compared with a wrong forward says that, and what to do first."""
    text = failure("cross-entropy-backward", MixedLoss)

    assert BLAMELESS in text
    assert "hint     Mend forward first, until its own check passes." in text
    assert text.startswith("cross-entropy-backward: 4 of 5 checks passed\n")


def test_backward_is_blamed_where_forward_is_right():
    """The decorated property says what it found."""
    text = failure("tanh", tanh_with(slope=lambda y: 1 - np.tanh(y) ** 2))

    assert BLAMELESS not in text
    assert "The function has been applied twice: what forward returned holds its values already." in text
    assert BLAMELESS in failure("tanh", tanh_with(forward=lambda x: np.tanh(2 * x)))


def test_momentum_of_another_form_shares_no_velocity():
    """A wrong formula is not told that two parameters share a velocity, which they do not."""

    class SGD:
        def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
            self.parameters, self.lr, self.momentum, self.velocity = parameters, lr, momentum, {}

        def step(self):
            for p in self.parameters:
                self.velocity[p] = self.momentum * self.velocity.get(p, 0.0) + (1 - self.momentum) * p.grad
                p.data -= self.lr * self.velocity[p]

    text = failure("sgd-momentum", SGD)

    assert "failed   every parameter has a velocity of its own" in text
    assert "one velocity between them" not in text


def one_pair(x, y, batch_size, rng):
    return x[:batch_size], y[:batch_size]


def no_pair(x, y, batch_size, rng):
    x[rng.permutation(len(x))]


def images_only(x, y, batch_size, rng):
    yield x[:batch_size]


@pytest.mark.parametrize(
    ("minibatches", "got"),
    [(one_pair, "returned a tuple of 2"), (no_pair, "returned None"), (images_only, "gave a numpy array")],
)
def test_generator_that_yields_no_pairs(minibatches, got):
    """return in place of yield, or neither, is told as that, and not as an exception of the student's code."""
    text = failure("minibatches", minibatches)

    assert f"minibatches must yield pairs of x and y, one for each batch, but {got}" in text
    assert ("hint     Write yield, not return, inside the loop" in text) == got.startswith("returned")


def test_pairs_may_be_lists():
    """[x, y] is a pair as well."""

    def minibatches(x, y, batch_size, rng):
        order = rng.permutation(len(x))
        for start in range(0, len(x), batch_size):
            rows = order[start : start + batch_size]
            yield [x[rows], y[rows]]

    check("minibatches", minibatches)


def test_labels_left_in_order_are_no_old_order():
    """Where the images are shuffled and the labels are not, only that is said."""

    def minibatches(x, y, batch_size, rng):
        x = x[rng.permutation(len(x))]
        for start in range(0, len(x), batch_size):
            yield x[start : start + batch_size], y[start : start + batch_size]

    text = failure("minibatches", minibatches)

    assert "samples have come with the labels of others" in text
    assert "old order" not in text


def test_softmax_over_the_samples_is_named():
    """The wrong axis is told from a sum over everything."""

    def softmax(logits):
        return np.exp(logits) / np.exp(logits).sum(axis=0, keepdims=True)

    assert "The sum runs over the samples: it has to run over the classes of a row." in failure("softmax", softmax)


@pytest.mark.parametrize("step", [1e-3, 1e-5])
def test_step_of_ones_own_is_named(step):
    """Whatever step is used in place of h."""

    def numerical_gradient(f, x, h=1e-5):
        moves = np.eye(x.size).reshape(x.size, *x.shape) * step
        return np.array([f(x + move) - f(x - move) for move in moves]).reshape(x.shape) / (2 * step)

    assert "hint     The step is not the h that is given." in failure("chain-rule-numerical", numerical_gradient)


def test_integer_gradient_is_noticed():
    """zeros_like(x) of an x of integers cuts the decimals off."""

    def numerical_gradient(f, x, h=1e-5):
        gradient = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            move = np.zeros(x.shape)
            move[i] = h
            gradient[i] = (f(x + move) - f(x - move)) / (2 * h)
        return gradient

    assert "dtype int64, but must be floating point" in failure("chain-rule-numerical", numerical_gradient)


def raising(error):
    def forward(self, x):
        raise error

    return type("ReLU", (Module,), {"forward": forward})


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (
            AttributeError("'ReLU' object has no attribute 'y'"),
            "Is it spelt as where it was set, and was it set before",
        ),
        (AttributeError("'Parameter' object has no attribute 'T'"), "A Parameter holds its array in .data"),
        (
            TypeError("unsupported operand type(s) for +=: 'NoneType' and 'float'"),
            "Something is None: a gradient before one arrives",
        ),
        (NameError("name 'y' is not defined"), "Is it spelt as where it was made?"),
        (RecursionError("maximum recursion depth exceeded"), "The function calls itself without end"),
        (AttributeError("'NoneType' object has no attribute 'shape'"), "Something is None"),
        (TypeError("float() argument must be a string or a real number, not 'list'"), "Run that line in a cell of its"),
        (TypeError("f() missing 1 required positional argument: 'h'"), "Compare the line with def"),
        (SystemExit(0), "Take exit() out"),
        (ValueError("operands could not be broadcast"), "Run that line in a cell of its own"),
    ],
)
def test_each_kind_of_exception_has_its_advice(error, advice):
    """What to try next depends on what was raised; exit() is one line on the card and does not end Python."""
    text = failure("relu", raising(error))

    assert f"Your code raised {type(error).__name__}: " in text
    assert "in forward: raise error" in text
    assert f"try      {advice}" in text


def test_code_missing_in_another_notebook(tmp_path, monkeypatch):
    """The card names the notebook to go to, and the one that is open is not blamed."""
    source = "class Linear:\n    def __init__(self, *_, **__):\n        raise NotImplementedError()"
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": source}
    (tmp_path / "01_linear.ipynb").write_text(json.dumps({"cells": [cell]}))
    monkeypatch.chdir(tmp_path)
    (linear,) = import_from("01_linear.ipynb", "Linear")

    def mlp(sizes, rng=None):
        return linear(*sizes)

    (result,) = judge("mlp-forward", mlp)
    assert failure("mlp-forward", mlp).startswith("mlp-forward: waits for 01_linear.ipynb\n")
    assert result.line.startswith("Write it in 01_linear.ipynb first, where it says YOUR CODE HERE")


class ReLU(Module):
    pass


class Linear(Module):
    def __init__(self):
        self.weight = Parameter(np.ones(1))


@pytest.mark.parametrize(
    ("arguments", "error", "sentence"),
    [
        (("relu", Linear), TypeError, 'relu is about ReLU, but got Linear: write check("relu", ReLU)'),
        ((ReLU,), TypeError, 'check needs the name of the exercise first, e.g. check("relu", ReLU)'),
        (
            ("nonsense",),
            ValueError,
            "There is no exercise 'nonsense'. There are chain-rule-numerical, chain-",
        ),
    ],
)
def test_wrong_call_has_a_sentence(arguments, error, sentence):
    """It says what to write; a name is suggested only if it is near."""
    with pytest.raises(error) as caught:
        check(*arguments)

    assert str(caught.value).startswith(sentence)
