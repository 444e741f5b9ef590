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


@every_layer()
@pytest.mark.parametrize("shape", [(7,), (2, 3, 4), (1, 1), (3, 3)], ids=["1-D", "3-D", "1x1", "square"])
def test_any_shape(student, oracle, rng, expect, name, shape):
    """forward and backward work for arrays of any shape"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, *shape), normal(rng, *shape)
    want, _ = oracle.vjp(getattr(oracle, name), [x], grad_output)
    expect.close("the output", layer.forward(x), want)
    expect.close("grad_input", layer.backward(grad_output), gradient(oracle, name, x, grad_output))


@every_layer(needs="test_value")
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_integers(student, oracle, rng, expect, name, kind):
    """integer input gives floating-point results"""
    layer, grad_output = make(student, name), normal(rng, 4, 3)
    x = rng.integers(0 if kind == "uint8" else -5, 6, (4, 3)).astype(kind)
    want, _ = oracle.vjp(getattr(oracle, name), [x], grad_output)
    expect.close("the output", layer.forward(x), want)
    expect.close("grad_input", layer.backward(grad_output), gradient(oracle, name, x, grad_output))


@every_layer(needs=["test_value", "test_gradient"])
def test_float32(student, oracle, rng, expect, name):
    """float32 in gives float32 out, forward and backward"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    want, (grad,) = oracle.vjp(getattr(oracle, name), [x.astype(np.float32)], grad_output.astype(np.float32))
    got = layer.forward(x.astype(np.float32))
    expect.close("the output", got, want, rtol=expect.FLOAT32, dtype=np.float32)
    got = layer.backward(grad_output.astype(np.float32))
    expect.close("grad_input", got, grad, rtol=expect.FLOAT32, dtype=np.float32)


@every_layer()
def test_leaves_arguments_alone(student, rng, expect, name):
    """forward does not change x, backward does not change grad_output"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    held_x, held_grad = student.hold(x), student.hold(grad_output)
    layer.forward.keep(held_x)
    expect.unchanged("x", x, held_x.fetch())
    layer.backward.keep(held_grad)
    expect.unchanged("grad_output", grad_output, held_grad.fetch())


@every_layer(needs="test_gradient")
def test_fresh_arrays(student, oracle, rng, expect, name):
    """editing the output or a gradient later changes nothing inside the layer"""
    layer, x, grad_output = make(student, name), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    layer.forward.keep(x).assign(value=np.zeros((5, 4)))
    layer.backward.keep(grad_output).assign(value=np.zeros((5, 4)))
    expect.close("grad_input", layer.backward(grad_output), gradient(oracle, name, x, grad_output))


@every_layer(needs="test_gradient")
def test_own_memory(student, oracle, rng, expect, name):
    """backward belongs to the latest forward of its own instance"""
    one, two = make(student, name), make(student, name)
    x, other, grad_output = away_from_zero(rng, 5, 4), away_from_zero(rng, 5, 4), normal(rng, 5, 4)
    one.forward.keep(-x)
    one.forward.keep(x)
    two.forward.keep(other)
    expect.close("grad_input", one.backward(grad_output), gradient(oracle, name, x, grad_output))
    expect.close("grad_input", two.backward(grad_output), gradient(oracle, name, other, grad_output))


@every_layer(needs="test_gradient")
def test_scales(student, oracle, rng, expect, name):
    """small inputs and small gradients are not rounded away"""
    layer, x, grad_output = make(student, name), 1e-4 * away_from_zero(rng, 5, 4), 1e-6 * normal(rng, 5, 4)
    want, _ = oracle.vjp(getattr(oracle, name), [x], grad_output)
    expect.close("the output", layer.forward(x), want)
    expect.close("grad_input", layer.backward(grad_output), gradient(oracle, name, x, grad_output))


@pytest.mark.graded("relu", needs="test_gradient")
def test_relu_at_zero(student, rng, expect):
    """ReLU's derivative at 0 is 0, for +0 and for -0"""
    layer, x = student.ReLU(), np.array([[0.0, -0.0, 1.0], [0.0, -1.0, 0.0]])
    expect.close("the output", layer.forward(x), np.maximum(x, 0))
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
