"""Hidden tests of notebook 01: Linear."""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal

graded_forward = pytest.mark.graded("linear-forward")
graded_backward = pytest.mark.graded("linear-backward")


def gradients(oracle, case):
    """(grad_input, grad_weight, grad_bias) of a case by autograd."""
    return oracle.vjp(oracle.linear, [case.x, case.weight, case.bias], case.grad_output)[1]


def backward(case):
    """forward, then backward: (grad_input, weight.grad, bias.grad)."""
    case.layer.forward.keep(case.x)
    grad_input = case.layer.backward(case.grad_output)
    return grad_input, case.layer.fetch("weight", "grad"), case.layer.fetch("bias", "grad")


@graded_forward
def test_forward_shape(student, rng, expect):
    """Linear.forward gives one row per sample and one column per output"""
    case = cases.linear(student, rng)
    expect.array("the output", case.layer.forward(case.x), (5, 3))


@pytest.mark.graded("linear-forward", weight=2, needs="test_forward_shape")
def test_forward_value(student, oracle, rng, expect):
    """Linear.forward computes x W^T + b"""
    case = cases.linear(student, rng)
    want, _ = oracle.vjp(oracle.linear, [case.x, case.weight, case.bias], case.grad_output)
    expect.close("the output", case.layer.forward(case.x), want, bias=case.bias, x=case.x)


@pytest.mark.graded("linear-forward", needs="test_forward_shape")
@pytest.mark.parametrize("sizes", [(4, 4, 4), (1, 3, 2), (4, 3, 1), (3, 1, 2)], ids=["square", "N=1", "M=1", "D=1"])
def test_forward_sizes(student, oracle, rng, expect, sizes):
    """Linear.forward is right for special sizes"""
    case = cases.linear(student, rng, *sizes)
    want = case.x @ case.weight.T + case.bias
    expect.close("the output", case.layer.forward(case.x), want, bias=case.bias)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_forward_integers(student, rng, expect, kind):
    """Linear.forward gives floating-point results for integer input"""
    case = cases.linear(student, rng)
    x = rng.integers(0, 200, (5, 4)).astype(kind)
    expect.close("the output", case.layer.forward(x), x.astype(float) @ case.weight.T + case.bias)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_float32(student, rng, expect):
    """Linear.forward keeps float32 when parameters and input are float32"""
    case = cases.linear(student, rng, dtype="float32")
    want = case.x @ case.weight.T + case.bias
    got = case.layer.forward(case.x.astype(np.float32))
    expect.close("the output", got, want, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_precision(student, rng, expect):
    """Linear.forward keeps small numbers exact"""
    case = cases.linear(student, rng)
    case.layer.assign("bias", "data", value=np.zeros(3))
    expect.close("the output", case.layer.forward(1e-4 * case.x), 1e-4 * case.x @ case.weight.T)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_memory_layout(student, rng, expect):
    """Linear.forward works for arrays that are transposed or cut out of others"""
    case = cases.linear(student, rng)
    want = case.x @ case.weight.T + case.bias
    expect.close("the output", case.layer.forward(np.asfortranarray(case.x)), want)
    expect.close("the output", case.layer.forward(cases.strided(case.x)), want)


@pytest.mark.graded("linear-forward", needs="test_forward_shape")
def test_forward_leaves_others_alone(student, rng, expect):
    """Linear.forward changes neither its input nor the parameters"""
    case = cases.linear(student, rng)
    x = student.hold(case.x)
    case.layer.forward.keep(x).assign(value=np.full((5, 3), 7.0))
    expect.unchanged("x", case.x, x.fetch())
    expect.unchanged("weight", case.weight, case.layer.fetch("weight", "data"))
    expect.unchanged("bias", case.bias, case.layer.fetch("bias", "data"))


@graded_backward
def test_backward_shapes(student, rng, expect):
    """each gradient has the shape of what it belongs to"""
    grads = backward(cases.linear(student, rng))
    for name, got, shape in zip(("grad_input", "weight.grad", "bias.grad"), grads, [(5, 4), (3, 4), (3,)], strict=True):
        expect.array(name, got, shape)


@pytest.mark.graded("linear-backward", weight=2)
def test_grad_input(student, oracle, rng, expect):
    """Linear.backward returns dL/dx for any upstream gradient"""
    case = cases.linear(student, rng)
    got, want = backward(case)[0], gradients(oracle, case)[0]
    expect.close("grad_input", got, want, N=5, C=3, grad_output=case.grad_output)


@pytest.mark.graded("linear-backward", weight=2)
def test_grad_weight(student, oracle, rng, expect):
    """Linear.backward gives dL/dW, summed over the batch"""
    case = cases.linear(student, rng)
    got, want = backward(case)[1], gradients(oracle, case)[1]
    expect.close("weight.grad", got, want, N=5, C=3, x=case.x, grad_output=case.grad_output)


@pytest.mark.graded("linear-backward", weight=2)
def test_grad_bias(student, oracle, rng, expect):
    """Linear.backward gives dL/db, summed over the batch"""
    case = cases.linear(student, rng)
    got, want = backward(case)[2], gradients(oracle, case)[2]
    expect.close("bias.grad", got, want, N=5, C=3, grad_output=case.grad_output)


@graded_backward
@pytest.mark.parametrize("sizes", [(4, 4, 4), (1, 3, 2), (4, 3, 1), (3, 1, 2)], ids=["square", "N=1", "M=1", "D=1"])
def test_backward_sizes(student, oracle, rng, expect, sizes):
    """all three gradients are right for special sizes"""
    case = cases.linear(student, rng, *sizes)
    for name, got, want in zip(
        ("grad_input", "weight.grad", "bias.grad"), backward(case), gradients(oracle, case), strict=True
    ):
        expect.close(name, got, want, N=sizes[0], grad_output=case.grad_output)


@pytest.mark.graded("linear-backward", needs=["test_grad_weight", "test_grad_bias"])
def test_gradients_accumulate(student, oracle, rng, expect):
    """a second backward adds to the parameters' gradients"""
    case = cases.linear(student, rng)
    backward(case)
    _, weight, bias = backward(case)
    _, want_weight, want_bias = gradients(oracle, case)
    expect.close("weight.grad", weight, 2 * want_weight)
    expect.close("bias.grad", bias, 2 * want_bias)


@pytest.mark.graded("linear-backward", needs=["test_grad_weight", "test_grad_bias"])
def test_latest_forward(student, oracle, rng, expect):
    """Linear.backward belongs to the latest forward, also when the batch size changes"""
    case = cases.linear(student, rng)
    case.layer.forward.keep(normal(rng, 7, 4))
    case.layer.forward.keep(normal(rng, 5, 4))
    for name, got, want in zip(
        ("grad_input", "weight.grad", "bias.grad"), backward(case), gradients(oracle, case), strict=True
    ):
        expect.close(name, got, want)


@pytest.mark.graded("linear-backward", needs=["test_grad_weight", "test_grad_bias"])
def test_instances_share_nothing(student, oracle, rng, expect):
    """two Linear layers keep their inputs and gradients apart"""
    one, two = cases.linear(student, rng), cases.linear(student, rng)
    for case in (one, two):
        case.layer.forward.keep(case.x)
    for case in (one, two):
        grads = [case.layer.backward(case.grad_output)]
        grads += [case.layer.fetch(parameter, "grad") for parameter in ("weight", "bias")]
        for name, got, want in zip(
            ("grad_input", "weight.grad", "bias.grad"), grads, gradients(oracle, case), strict=True
        ):
            expect.close(name, got, want)


@graded_backward
def test_backward_leaves_others_alone(student, rng, expect):
    """Linear.backward changes neither grad_output nor x nor the parameters"""
    case = cases.linear(student, rng)
    x, grad_output = student.hold(case.x), student.hold(case.grad_output)
    case.layer.forward.keep(x)
    case.layer.backward.keep(grad_output)
    expect.unchanged("grad_output", case.grad_output, grad_output.fetch())
    expect.unchanged("x", case.x, x.fetch())
    expect.unchanged("weight", case.weight, case.layer.fetch("weight", "data"))
    expect.unchanged("bias", case.bias, case.layer.fetch("bias", "data"))


@pytest.mark.graded("linear-backward", needs=["test_grad_weight", "test_grad_bias"])
@pytest.mark.parametrize("n", [1, 4], ids=["N=1", "N=4"])
def test_fresh_arrays(student, oracle, rng, expect, n):
    """editing an output or a gradient later changes nothing inside the layer"""
    case = cases.linear(student, rng, n=n)
    case.layer.forward.keep(case.x).assign(value=np.zeros((n, 3)))
    grad_output = student.hold(case.grad_output)
    case.layer.backward.keep(grad_output).assign(value=np.zeros((n, 4)))
    grad_output.assign(value=np.zeros((n, 3)))
    _, weight, bias = gradients(oracle, case)
    expect.close("weight.grad", case.layer.fetch("weight", "grad"), weight)
    expect.close("bias.grad", case.layer.fetch("bias", "grad"), bias)


@pytest.mark.graded("linear-backward", weight=0.5, needs=["test_grad_weight", "test_grad_bias"])
def test_backward_integers(student, oracle, rng, expect):
    """gradients are right when x held integers"""
    case = cases.linear(student, rng)
    case.x = rng.integers(0, 200, (5, 4)).astype(np.uint8)
    for name, got, want in zip(
        ("grad_input", "weight.grad", "bias.grad"), backward(case), gradients(oracle, case), strict=True
    ):
        expect.close(name, got, want)


@pytest.mark.graded("linear-backward", weight=0.5, needs=["test_grad_weight", "test_grad_bias"])
def test_backward_float32(student, oracle, rng, expect):
    """with float32 parameters and input all gradients are float32"""
    case = cases.linear(student, rng, dtype="float32")
    case.x, case.grad_output = case.x.astype(np.float32), case.grad_output.astype(np.float32)
    for name, got, want in zip(
        ("grad_input", "weight.grad", "bias.grad"), backward(case), gradients(oracle, case), strict=True
    ):
        expect.close(name, got, want, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("linear-backward", weight=0.5, needs=["test_grad_weight", "test_grad_bias"])
def test_small_gradients(student, oracle, rng, expect):
    """gradients as small as 1e-6 are neither rounded nor clipped, nor are large ones"""
    case = cases.linear(student, rng)
    upstream = case.grad_output
    for scale in (1e-6, 1e4):
        case.layer.thing("weight").grad = None
        case.layer.thing("bias").grad = None
        case.grad_output = scale * upstream
        for name, got, want in zip(
            ("grad_input", "weight.grad", "bias.grad"), backward(case), gradients(oracle, case), strict=True
        ):
            expect.close(name, got, want)


@pytest.mark.graded("linear-backward", weight=3)
def test_derivative_of_own_forward(student, oracle, rng, expect):
    """all three gradients are the derivatives of your own forward, by central differences"""
    case = cases.linear(student, rng, n=3, d=3, m=2)
    got, right = backward(case), gradients(oracle, case)
    held = student.hold(case.x)
    moved = [held, case.layer.thing("weight", "data"), case.layer.thing("bias", "data")]
    for name, array, mine, analytic in zip(("grad_input", "weight.grad", "bias.grad"), moved, got, right, strict=True):
        numerical = student.differences(array, (case.layer.forward, [held]), upstream=case.grad_output)
        expect.derivative(name, mine, numerical, analytic)


@pytest.mark.graded("linear-backward", needs="test_backward_shapes")
def test_quick_enough(student, rng, expect):
    """a large layer is quick: the gradient is a formula, not a loop over weights"""
    layer = student.Linear(1000, 500)
    layer.forward.keep(normal(rng, 64, 1000))
    layer.backward.keep(normal(rng, 64, 500))
    expect.true(layer.fetch("weight", "grad", "shape") == (500, 1000), "weight.grad of a large layer is missing")
