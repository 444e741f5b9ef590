"""Hidden tests of notebook 02: ReLU, Tanh, Sigmoid."""

import numpy as np
import pytest

from bpgrade.cases import away_from_zero, normal

FUNCTIONS = {"relu": "ReLU", "tanh": "Tanh", "sigmoid": "Sigmoid"}


def every_layer(**options):
    """One test for each activation layer, each earning its own cell's points."""
    marks = [pytest.param(name, marks=pytest.mark.graded(name, **options), id=name) for name in FUNCTIONS]
    return pytest.mark.parametrize("name", marks)


def make(student, name):
    """A fresh activation layer."""
    return getattr(student, FUNCTIONS[name])()


def gradient(oracle, name, x, grad_output):
    """dL/dx by autograd."""
    return oracle.vjp(getattr(oracle, name), [x], grad_output)[1][0]


@every_layer(weight=2)
def test_value(student, oracle, rng, expect, name):
    """forward is right for inputs of both signs"""
    x = away_from_zero(rng, 5, 4)
    want, _ = oracle.vjp(getattr(oracle, name), [x], x)
    expect.close("the output", make(student, name).forward(x), want, x=x)


@every_layer(weight=2)
def test_gradient(student, oracle, rng, expect, name):
    """backward multiplies the upstream gradient by the derivative"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    layer.forward.keep(x)
    expect.close(
        "grad_input", layer.backward(grad_output), gradient(oracle, name, x, grad_output), grad_output=grad_output
    )


@every_layer(weight=2)
def test_derivative_of_own_forward(student, oracle, rng, expect, name):
    """backward is the derivative of your own forward, by central differences"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 3, 4), normal(rng, 3, 4)
    held = student.hold(x)
    layer.forward.keep(held)
    got = layer.backward(grad_output)
    numerical = student.differences(held, (layer.forward, [held]), upstream=grad_output)
    expect.derivative("grad_input", got, numerical, gradient(oracle, name, x, grad_output))


# What follows compares the student's layer with itself, so that a wrong formula is not charged again.


def run(expect, layer, x, grad_output):
    """(output, grad_input) of one forward and backward, neither of them 0 everywhere."""
    output = layer.forward(x)
    return expect.not_zero("the output", output), expect.not_zero("grad_input", layer.backward(grad_output))


@every_layer()
@pytest.mark.parametrize("shape", [(12,), (2, 2, 3), (1, 12)], ids=["1-D", "3-D", "one row"])
def test_any_shape(student, rng, expect, name, shape):
    """forward and backward work for arrays of any shape, entry by entry"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 3, 4), normal(rng, 3, 4)
    output, grad_input = run(expect, layer, x, grad_output)
    expect.close("the output", layer.forward(x.reshape(shape)), output.reshape(shape))
    expect.close("grad_input", layer.backward(grad_output.reshape(shape)), grad_input.reshape(shape))


@every_layer()
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_integers(student, rng, expect, name, kind):
    """integer input gives floating-point results"""
    layer, grad_output = make(student, name), normal(rng, 4, 3)
    x = rng.integers(0 if kind == "uint8" else -5, 6, (4, 3)).astype(kind)
    output, grad_input = run(expect, layer, x.astype(np.float64), grad_output)
    expect.close("the output", layer.forward(x), output)
    expect.close("grad_input", layer.backward(grad_output), grad_input)


@every_layer()
def test_float32(student, rng, expect, name):
    """float32 in gives float32 out, forward and backward"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    x, grad_output = x.astype(np.float32), grad_output.astype(np.float32)
    output, grad_input = run(expect, layer, x.astype(np.float64), grad_output.astype(np.float64))
    expect.close("the output", layer.forward(x), output, rtol=expect.FLOAT32, dtype=np.float32)
    expect.close("grad_input", layer.backward(grad_output), grad_input, rtol=expect.FLOAT32, dtype=np.float32)


@every_layer()
def test_leaves_arguments_alone(student, rng, expect, name):
    """forward does not change x, backward does not change grad_output"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    held_x, held_grad = student.hold(x), student.hold(grad_output)
    layer.forward.keep(held_x)
    expect.unchanged("x", x, held_x.fetch())
    layer.backward.keep(held_grad)
    expect.unchanged("grad_output", grad_output, held_grad.fetch())


@every_layer()
def test_fresh_arrays(student, rng, expect, name):
    """editing the output or a gradient later changes nothing inside the layer"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, layer, x, grad_output)
    layer.forward.keep(x).assign(value=np.zeros((5, 4)))
    layer.backward.keep(grad_output).assign(value=np.zeros((5, 4)))
    expect.close("grad_input", layer.backward(grad_output), grad_input)


@every_layer()
def test_own_memory(student, rng, expect, name):
    """backward belongs to the latest forward of its own instance"""
    one, two = make(student, name), make(student, name)
    x, other, grad_output = away_from_zero(rng, 5, 4), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, make(student, name), x, grad_output)
    one.forward.keep(other)
    one.forward.keep(x)
    two.forward.keep(other)
    expect.close("grad_input", one.backward(grad_output), grad_input)


@every_layer()
@pytest.mark.parametrize("scale", [1e-6, 1e4])
def test_scaled_gradients(student, rng, expect, name, scale):
    """grad_input scales with grad_output: small gradients are not rounded, large ones not clipped"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    _, grad_input = run(expect, layer, x, grad_output)
    expect.close("grad_input", layer.backward(scale * grad_output), scale * grad_input)


@every_layer(weight=0.5, needs="test_value")
def test_small_inputs(student, oracle, rng, expect, name):
    """small inputs are not rounded away"""
    x = 1e-4 * away_from_zero(rng, 5, 4)
    want, _ = oracle.vjp(getattr(oracle, name), [x], x)
    expect.close("the output", make(student, name).forward(x), want)


@pytest.mark.graded("relu", needs="test_gradient")
def test_relu_at_zero(student, rng, expect):
    """ReLU's derivative at 0 is 0, for +0 and for -0"""
    layer, x = student.ReLU(), np.array([[0.0, -0.0, 1.0], [0.0, -1.0, 0.0]])
    layer.forward.keep(x)
    grad_output = normal(rng, 2, 3)
    expect.close("grad_input", layer.backward(grad_output), grad_output * (x > 0))


@pytest.mark.graded("relu", weight=0.5, needs="test_gradient")
def test_relu_large_values(student, rng, expect):
    """ReLU leaves large values as they are"""
    layer, x, grad_output = student.ReLU(), 1e4 * away_from_zero(rng, 4, 5), 1e3 * normal(rng, 4, 5)
    expect.close("the output", layer.forward(x), np.maximum(x, 0))
    expect.close("grad_input", layer.backward(grad_output), grad_output * (x > 0))


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.graded(n), id=n) for n in ("tanh", "sigmoid")])
def test_saturation(student, rng, expect, name):
    """inputs as large as 1e4 of either sign give 0 gradient and no NaN"""
    layer, x = make(student, name), np.array([[1e4, -1e4, 800.0], [-800.0, 50.0, 0.0]])
    low, middle = (-1.0, 0.0) if name == "tanh" else (0.0, 0.5)
    expect.close("the output", layer.forward(x), np.where(x == 0, middle, np.where(x > 0, 1.0, low)))
    grad_output = normal(rng, 2, 3)
    slope = 1.0 if name == "tanh" else 0.25
    expect.close("grad_input", layer.backward(grad_output), np.where(x == 0, slope, 0.0) * grad_output)
