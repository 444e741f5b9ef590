"""Hidden tests of notebook 01: Linear."""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal

graded_forward = pytest.mark.graded("linear-forward")
graded_backward = pytest.mark.graded("linear-backward")

GRADIENTS = ("grad_input", "weight.grad", "bias.grad")
SIZES = {"square": (4, 4, 4), "N=1": (1, 3, 2), "M=1": (4, 3, 1), "D=1": (3, 1, 2)}


def gradients(oracle, case):
    """(grad_input, grad_weight, grad_bias) of a case by autograd."""
    return oracle.vjp(oracle.linear, [case.x, case.weight, case.bias], case.grad_output)[1]


def backward(case):
    """backward after a forward that has been: [grad_input, weight.grad, bias.grad]."""
    grad_input = case.layer.backward(case.grad_output)
    return [grad_input, case.layer.fetch("weight", "grad"), case.layer.fetch("bias", "grad")]


def run(case):
    """forward, then backward: [grad_input, weight.grad, bias.grad]."""
    case.layer.forward.keep(case.x)
    return backward(case)


def judge(expect, got, want, **options):
    """Judge all gradients that the student's layer gives at all; a missing one is another test's business."""
    for name, mine, right in zip(GRADIENTS, got, want, strict=True):
        if right is not None:
            expect.close(name, mine, expect.not_zero(name, right), **options)


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
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
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
    grads = run(cases.linear(student, rng))
    for name, got, shape in zip(GRADIENTS, grads, [(5, 4), (3, 4), (3,)], strict=True):
        expect.array(name, got, shape)


@pytest.mark.graded("linear-backward", weight=2)
@pytest.mark.parametrize("which", range(3), ids=GRADIENTS)
def test_gradient(student, oracle, rng, expect, which):
    """Linear.backward gives the gradients of x, weight and bias for any upstream gradient, summed over the batch"""
    case = cases.linear(student, rng)
    got, want = run(case)[which], gradients(oracle, case)[which]
    expect.close(GRADIENTS[which], got, want, N=5, C=3, x=case.x, grad_output=case.grad_output)


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("which", range(3), ids=GRADIENTS)
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_gradient_sizes(student, oracle, rng, expect, sizes, which):
    """each gradient is right for special sizes"""
    case = cases.linear(student, rng, *sizes)
    got, want = run(case)[which], gradients(oracle, case)[which]
    expect.close(GRADIENTS[which], got, want, N=sizes[0], grad_output=case.grad_output)


@graded_backward
@pytest.mark.parametrize("which", range(3), ids=GRADIENTS)
def test_derivative_of_own_forward(student, oracle, rng, expect, which):
    """each gradient is the derivative of your own forward, by central differences"""
    case = cases.linear(student, rng, n=3, d=3, m=2)
    got, right, held = run(case)[which], gradients(oracle, case)[which], student.hold(case.x)
    moved = [held, case.layer.thing("weight", "data"), case.layer.thing("bias", "data")][which]
    numerical = student.differences(moved, (case.layer.forward, [held]), upstream=case.grad_output)
    expect.derivative(GRADIENTS[which], got, numerical, right)


# What follows compares the student's layer with itself, so that a wrong formula is not charged again.


@graded_backward
def test_gradients_accumulate(student, rng, expect):
    """a second backward adds to the parameters' gradients"""
    case = cases.linear(student, rng)
    grad_input, *once = run(case)
    want = [grad_input, *(grad if grad is None else 2 * grad for grad in once)]
    judge(expect, run(case), want)


@graded_backward
def test_latest_forward(student, rng, expect):
    """Linear.backward belongs to the latest forward, also when the batch size changes"""
    case, twin = cases.twins(student, rng)
    twin.layer.forward.keep(normal(rng, 7, 4))
    twin.layer.forward.keep(normal(rng, 5, 4))
    judge(expect, run(twin), run(case))


@graded_backward
def test_instances_share_nothing(student, rng, expect):
    """two Linear layers keep their inputs and gradients apart"""
    case, twin = cases.twins(student, rng)
    want = run(case)
    twin.layer.forward.keep(twin.x)
    other = cases.linear(student, rng)
    run(other)
    judge(expect, backward(twin), want)


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


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("n", [1, 4], ids=["N=1", "N=4"])
def test_fresh_arrays(student, rng, expect, n):
    """editing an output or a gradient later changes nothing inside the layer"""
    case, twin = cases.twins(student, rng, n=n)
    want, grad_output = run(case), student.hold(twin.grad_output)
    twin.layer.forward.keep(twin.x).assign(value=np.zeros((n, 3)))
    twin.layer.backward.keep(grad_output).assign(value=np.zeros((n, 4)))
    grad_output.assign(value=np.zeros((n, 3)))
    got = [twin.layer.fetch(parameter, "grad") for parameter in ("weight", "bias")]
    judge(expect, [None, *got], [None, *want[1:]])


@pytest.mark.graded("linear-backward", weight=0.5)
def test_backward_integers(student, rng, expect):
    """gradients are right when x holds integers"""
    case, twin = cases.twins(student, rng)
    twin.x = rng.integers(0, 200, (5, 4)).astype(np.uint8)
    case.x = twin.x.astype(np.float64)
    judge(expect, run(twin), run(case))


@pytest.mark.graded("linear-backward", weight=0.5)
def test_backward_float32(student, rng, expect):
    """with float32 parameters and input all gradients are float32"""
    case, twin = cases.twins(student, rng, dtype="float32")
    twin.x, twin.grad_output = twin.x.astype(np.float32), twin.grad_output.astype(np.float32)
    judge(expect, run(twin), run(case), rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("scale", [1e-6, 1e4])
def test_scaled_gradients(student, rng, expect, scale):
    """the gradients scale with the upstream gradient: small ones are not rounded, large ones not clipped"""
    case, twin = cases.twins(student, rng)
    twin.grad_output = scale * case.grad_output
    judge(expect, run(twin), [grad if grad is None else scale * grad for grad in run(case)])


@pytest.mark.graded("linear-backward", needs="test_backward_shapes")
def test_quick_enough(student, rng, expect):
    """a large layer is quick: the gradient is a formula, not a loop over weights"""
    layer = student.Linear(1000, 500)
    layer.forward.keep(normal(rng, 64, 1000))
    layer.backward.keep(normal(rng, 64, 500))
    expect.true(layer.fetch("weight", "grad", "shape") == (500, 1000), "weight.grad of a large layer is missing")
