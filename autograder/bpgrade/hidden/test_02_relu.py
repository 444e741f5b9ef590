"""Hidden tests of notebook 02: ReLU, Tanh, Sigmoid."""

import numpy as np
import pytest

from bpgrade.cases import away_from_zero, normal
from bpgrade.mistakes import activations, shared
from bpkit.compare import relative_error

FUNCTIONS = {"relu": "ReLU", "tanh": "Tanh", "sigmoid": "Sigmoid"}
VALUES = dict.fromkeys(FUNCTIONS, ("test_gradient", "test_derivative_of_own_forward"))


def every_layer(names=FUNCTIONS, **options):
    """One test for each activation layer, each earning its own cell's points."""
    marks = [pytest.param(name, marks=pytest.mark.graded(name, **options), id=name) for name in names]
    return pytest.mark.parametrize("name", marks)


def make(student, name):
    """A fresh activation layer."""
    return getattr(student, FUNCTIONS[name])()


def gradient(oracle, name, x, grad_output):
    """dL/dx by autograd."""
    return oracle.vjp(getattr(oracle, name), [x], grad_output)[1][0]


@every_layer(weight=6, rests_on=())
def test_value(student, oracle, rng, expect, name):
    """forward is right for inputs of both signs"""
    x = away_from_zero(rng, 5, 4)
    want, _ = oracle.vjp(getattr(oracle, name), [x], x)
    candidates = activations.outputs(name, x)
    expect.close("the output", make(student, name).forward(x), want, x=x, candidates=candidates)


@every_layer(weight=2)
def test_gradient(student, oracle, rng, expect, name):
    """backward multiplies the upstream gradient by the derivative"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    layer.forward.keep(x)
    got, want = layer.backward(grad_output), gradient(oracle, name, x, grad_output)
    candidates = activations.gradients(name, x, grad_output)
    expect.close("grad_input", got, want, grad_output=grad_output, candidates=candidates)


@every_layer(weight=0.5, needs="test_gradient")
def test_formula(student, oracle, rng, expect, name):
    """backward has the digits of a formula, not those of a difference quotient"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    layer.forward.keep(x)
    got, want = layer.backward(grad_output), gradient(oracle, name, x, grad_output)
    expect.close("grad_input", got, want)
    what = "grad_input is right to about ten digits only"
    hint = "Is a difference quotient at work? Derive the formula of the slope: it costs less and loses no digits."
    expect.true(relative_error(got, want) <= expect.STEPS, what, hint=hint)


@every_layer(weight=2)
def test_derivative_of_own_forward(student, oracle, rng, expect, charged, name):
    """backward is the derivative of your own forward, by central differences"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 3, 4), normal(rng, 3, 4)
    held, (right, (want,)) = student.hold(x), oracle.vjp(getattr(oracle, name), [x], grad_output)
    wrong = not expect.agrees(layer.forward(held), right) and charged(name, "test_value")
    got = layer.backward(grad_output)
    numerical = student.differences(held, (layer.forward, [held]), upstream=grad_output)
    expect.derivative("grad_input", got, numerical, want, wrong)


# What follows compares the student's layer with itself, so that a wrong formula is not charged again.


def run(expect, layer, x, grad_output, held=None):
    """(output, grad_input) of one forward and backward, neither of them 0 everywhere nor what went in.

    held: Things that stand for x and grad_output.
    """
    first, second = held or (x, grad_output)
    output = expect.not_zero("the output", layer.forward(first))
    grad_input = expect.not_zero("grad_input", layer.backward(second))
    if np.any(x < 0):
        expect.true(not np.array_equal(output, x), "the output is x, as if there were no layer")
        expect.true(not np.array_equal(grad_input, grad_output), "grad_input is grad_output, as if there were no layer")
    return output, grad_input


@every_layer()
@pytest.mark.parametrize("shape", [(12,), (2, 2, 3), (1, 12)], ids=["1-D", "3-D", "one row"])
def test_any_shape(student, rng, expect, name, shape):
    """forward and backward work for arrays of any shape, entry by entry"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 3, 4), normal(rng, 3, 4)
    output, grad_input = run(expect, make(student, name), x, grad_output)
    expect.close("the output", layer.forward(x.reshape(shape)), output.reshape(shape))
    expect.close("grad_input", layer.backward(grad_output.reshape(shape)), grad_input.reshape(shape))


@every_layer(weight=0.5)
def test_no_axes(student, rng, expect, name):
    """forward and backward work for an array without axes, of shape ()"""
    layer, x, grad_output = make(student, name), np.abs(away_from_zero(rng, 1)), normal(rng, 1)
    output, grad_input = run(expect, make(student, name), x, grad_output)
    expect.close("the output", without_axes(layer.forward(x.reshape(()))), output[0])
    expect.close("grad_input", without_axes(layer.backward(grad_output.reshape(()))), grad_input[0])


def without_axes(got):
    """numpy's functions make a scalar of an array of shape (), which is as good."""
    return np.asarray(got) if isinstance(got, (float, np.floating)) else got


@every_layer()
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_integers(student, rng, expect, name, kind):
    """integer input gives floating-point results"""
    layer, grad_output = make(student, name), normal(rng, 4, 3)
    values = [0, 1, 2, 3, 4, 5, 100, 130, 250] if kind == "uint8" else [-300, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 300]
    x = rng.permutation(np.resize(values, (4, 3)).ravel()).reshape(4, 3).astype(kind)
    output, grad_input = run(expect, make(student, name), x.astype(np.float64), grad_output)
    outputs, gradients = activations.of_raw_integers(name, x, grad_output)
    expect.close("the output", layer.forward(x), output, candidates=outputs)
    expect.close("grad_input", layer.backward(grad_output), grad_input, candidates=gradients)


@every_layer()
def test_float32(student, rng, expect, name):
    """float32 in gives float32 out, forward and backward"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    x, grad_output = x.astype(np.float32), grad_output.astype(np.float32)
    output, grad_input = run(expect, make(student, name), x.astype(np.float64), grad_output.astype(np.float64))
    expect.close("the output", layer.forward(x), output, rtol=expect.FLOAT32, dtype=np.float32)
    expect.close("grad_input", layer.backward(grad_output), grad_input, rtol=expect.FLOAT32, dtype=np.float32)


@every_layer()
def test_leaves_arguments_alone(student, rng, expect, name):
    """forward does not change x, backward does not change grad_output"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    held_x, held_grad = student.hold(x), student.hold(grad_output)
    run(expect, layer, x, grad_output, (held_x, held_grad))
    expect.unchanged("x", x, held_x.fetch())
    expect.unchanged("grad_output", grad_output, held_grad.fetch())


@every_layer()
def test_fresh_arrays(student, rng, expect, name):
    """editing the output or a gradient later changes nothing inside the layer"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, layer, x, grad_output)
    layer.forward.keep(x).assign(value=-x)
    followed = activations.followed_output(name, -x, grad_output)
    expect.close("grad_input", layer.backward(grad_output), grad_input, candidates=followed)
    layer.backward.keep(grad_output).assign(value=x)
    followed = activations.followed_gradient(x, grad_output)
    expect.close("grad_input", layer.backward(grad_output), grad_input, candidates=followed)


@every_layer()
def test_backward_twice(student, rng, expect, name):
    """backward may be called twice after one forward"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, layer, x, grad_output)
    expect.close("the second grad_input", layer.backward(grad_output), grad_input, grad_output=grad_output)


@every_layer()
def test_own_memory(student, rng, expect, name):
    """backward belongs to the latest forward of its own instance"""
    one, two = make(student, name), make(student, name)
    (x, earlier, other), grad_output = (away_from_zero(rng, 5, 4) for _ in range(3)), normal(rng, 5, 4)
    gradients = [run(expect, make(student, name), each, grad_output)[1] for each in (x, earlier, other)]
    one.forward.keep(earlier)
    one.forward.keep(x)
    two.forward.keep(other)
    candidates = shared.other_forwards(*gradients[1:])
    expect.close("grad_input", one.backward(grad_output), gradients[0], candidates=candidates)


@every_layer(weight=0.5)
def test_another_batch_size(student, rng, expect, name):
    """one instance takes batches of any size, one after the other"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    output, grad_input = run(expect, make(student, name), x, grad_output)
    for n in (5, 2):
        expect.close("the output", layer.forward(x[:n]), output[:n])
        expect.close("grad_input", layer.backward(grad_output[:n]), grad_input[:n])


@every_layer(needs="test_gradient")
@pytest.mark.parametrize("scale", [1e-6, 1e4])
def test_scaled_gradients(student, rng, expect, name, scale):
    """grad_input scales with grad_output: small gradients are not rounded, large ones not clipped"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, layer, x, grad_output)
    want = scale * grad_input
    mistakes = activations.clipped(want) if scale > 1 else {activations.ROUNDED_AWAY: 0 * want}
    expect.close("grad_input", layer.backward(scale * grad_output), want, candidates=mistakes)


@every_layer(weight=0.5, needs=("test_value", "test_gradient"))
@pytest.mark.parametrize("scale", [1e-4, 1e-9])
def test_small_inputs(student, oracle, rng, expect, name, scale):
    """small inputs are not rounded away"""
    layer, x, grad_output = make(student, name), scale * away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    want, _ = oracle.vjp(getattr(oracle, name), [x], x)
    rounded_away = {activations.ROUNDED_AWAY: 0 * x}
    rtol = expect.FLOAT32 if name == "tanh" and scale < 1e-4 else expect.LAYER  # exponentials cancel: digits are lost
    expect.close("the output", layer.forward(x), want, rtol=rtol, candidates=rounded_away)
    grad_input = gradient(oracle, name, x, grad_output)
    expect.close("grad_input", layer.backward(grad_output), grad_input, candidates=rounded_away)


@pytest.mark.graded("relu", needs="test_gradient")
def test_relu_at_zero(student, rng, expect):
    """ReLU's derivative at 0 is 0, for +0 and for -0"""
    layer, x = student.ReLU(), np.array([[0.0, -0.0, 1.0], [0.0, -1.0, 0.0]])
    layer.forward.keep(x)
    grad_output = normal(rng, 2, 3)
    candidates = activations.at_zero(x, grad_output)
    expect.close("grad_input", layer.backward(grad_output), grad_output * (x > 0), candidates=candidates)


@pytest.mark.graded("relu", weight=0.5, needs=("test_value", "test_gradient"))
def test_relu_large_values(student, rng, expect):
    """ReLU leaves large values as they are"""
    layer, x, grad_output = student.ReLU(), 1e4 * away_from_zero(rng, 4, 5), 1e3 * normal(rng, 4, 5)
    candidates = activations.outputs("relu", x)
    expect.close("the output", layer.forward(x), np.maximum(x, 0), candidates=candidates)
    expect.close("grad_input", layer.backward(grad_output), grad_output * (x > 0))


@every_layer(("tanh", "sigmoid"), needs=("test_value", "test_gradient"))
def test_saturation(student, rng, expect, name):
    """inputs as large as 1e4 of either sign give 0 gradient and no NaN"""
    layer, x = make(student, name), np.array([[1e4, -1e4, 800.0], [-800.0, 50.0, 0.0]])
    low, middle = (-1.0, 0.0) if name == "tanh" else (0.0, 0.5)
    want, candidates = np.where(x == 0, middle, np.where(x > 0, 1.0, low)), activations.outputs(name, x)
    expect.close("the output", layer.forward(x), want, scale=1e4, candidates=candidates)
    grad_output = normal(rng, 2, 3)
    slope = 1.0 if name == "tanh" else 0.25
    expect.close("grad_input", layer.backward(grad_output), np.where(x == 0, slope, 0.0) * grad_output, scale=1e4)


@every_layer(weight=0.5)
def test_large_batch(student, rng, expect, name):
    """128 rows of 512 entries take no more memory than a few arrays of their size"""
    layer, x = make(student, name), normal(rng, 128, 512)
    _, grad_input = run(expect, layer, x, np.abs(x))
    expect.array("grad_input of a large batch", grad_input, (128, 512))
