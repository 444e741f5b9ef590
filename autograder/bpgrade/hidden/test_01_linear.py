"""Hidden tests of notebook 01: Linear."""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal
from bpgrade.mistakes import linear as mistakes
from bpgrade.wall.client import StudentError

graded_forward = pytest.mark.graded("linear-forward")
graded_backward = pytest.mark.graded("linear-backward")

VALUES = {"linear-backward": ("test_gradient", "test_gradient_sizes", "test_derivative_of_own_forward")}
GRADIENTS = ("grad_input", "weight.grad", "bias.grad")
SIZES = {"square": (4, 4, 4), "N=1": (1, 3, 2), "M=1": (4, 3, 1), "D=1": (3, 1, 2)}


def gradients(oracle, case):
    """(grad_input, grad_weight, grad_bias) of a case by autograd."""
    return oracle.vjp(oracle.linear, [case.x, case.weight, case.bias], case.grad_output)[1]


def forward(case, x):
    """Run forward. What it raises is charged by the tests of forward: backward may do with what it had kept by then."""
    try:
        return case.layer.forward(x)
    except StudentError as error:
        case.forward_error = error


def backward(case, grad_output=None):
    """backward after a forward that has been: [grad_input, weight.grad, bias.grad]."""
    try:
        grad_input = case.layer.backward(case.grad_output if grad_output is None else grad_output)
    except StudentError as error:
        raise getattr(case, "forward_error", error) from None
    return [grad_input, case.layer.fetch("weight", "grad"), case.layer.fetch("bias", "grad")]


def run(case):
    """forward, then backward: [grad_input, weight.grad, bias.grad]."""
    forward(case, case.x)
    return backward(case)


def some(expect, got):
    """Demand a gradient at least: what gives none, or grad_output back, keeps every promise about gradients."""
    arrays = [each for each in got if type(each) is np.ndarray and each.any()]
    there = any(each is not got[0] or each.shape[-1:] == (4,) for each in arrays)  # D, and grad_output has M columns
    expect.true(there, "backward gives no gradient at all, or nothing but zeros")


def judge(expect, got, want, candidates=({}, {}, {}), **options):
    """Judge all gradients that the student's layer gives at all; a missing one is another test's business."""
    some(expect, want)
    for name, mine, right, wrong in zip(GRADIENTS, got, want, candidates, strict=True):
        if right is not None:
            expect.close(name, mine, expect.not_zero(name, right), candidates=wrong, **options)


def judge_output(expect, got, case, x=None, **options):
    """Judge what forward gave for case.x, or for x."""
    x = case.x if x is None else x
    want = x.astype(np.float64) @ case.weight.T + case.bias
    candidates = mistakes.outputs(x, case.weight, case.bias)
    expect.close("the output", got, want, bias=case.bias, x=x, candidates=candidates, **options)


def wrong_gradients(case):
    """What known mistakes give for a case: a table for each of GRADIENTS."""
    return mistakes.gradients(case.x, case.weight, case.bias, case.grad_output)


@graded_forward
def test_forward_shape(student, rng, expect):
    """Linear.forward gives one row per sample and one column per output"""
    case = cases.linear(student, rng)
    expect.array("the output", case.layer.forward(case.x), (5, 3))


@pytest.mark.graded("linear-forward", weight=2, needs="test_forward_shape")
def test_forward_value(student, rng, expect):
    """Linear.forward computes x W^T + b"""
    case = cases.linear(student, rng)
    judge_output(expect, case.layer.forward(case.x), case)


@pytest.mark.graded("linear-forward", needs="test_forward_shape")
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_forward_sizes(student, rng, expect, sizes):
    """Linear.forward is right for special sizes"""
    case = cases.linear(student, rng, *sizes)
    judge_output(expect, case.layer.forward(case.x), case)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
@pytest.mark.parametrize("kind", ["int64", "uint8"])
def test_forward_integers(student, rng, expect, kind):
    """Linear.forward gives floating-point results for integer input"""
    case = cases.linear(student, rng)
    x = rng.integers(0, 200, (5, 4)).astype(kind)
    judge_output(expect, case.layer.forward(x), case, x)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_float32(student, rng, expect):
    """Linear.forward keeps float32 when parameters and input are float32"""
    case = cases.linear(student, rng, dtype="float32")
    got = case.layer.forward(case.x.astype(np.float32))
    judge_output(expect, got, case, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
@pytest.mark.parametrize("scale", [1e-4, 1e4], ids=["small", "large"])
def test_forward_scales(student, rng, expect, scale):
    """Linear.forward keeps small numbers exact and large ones whole"""
    case = cases.linear(student, rng)
    case.layer.assign("bias", "data", value=np.zeros(3))
    case.bias, case.x = np.zeros(3), scale * case.x
    got = case.layer.forward(case.x)
    expect.true(np.any(got), "the output is 0 everywhere", hint=mistakes.ROUNDED_AWAY)
    judge_output(expect, got, case)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_memory_layout(student, rng, expect):
    """Linear.forward works for arrays that are transposed or cut out of others"""
    case = cases.linear(student, rng)
    judge_output(expect, case.layer.forward(np.asfortranarray(case.x)), case)
    judge_output(expect, case.layer.forward(cases.strided(case.x)), case)


@pytest.mark.graded("linear-forward", needs="test_forward_shape")
def test_forward_leaves_others_alone(student, rng, expect):
    """Linear.forward changes neither its input nor the parameters"""
    case = cases.linear(student, rng)
    x = student.hold(case.x)
    case.layer.forward.keep(x).assign(value=np.full((5, 3), 7.0))
    expect.unchanged("x", case.x, x.fetch())
    expect.unchanged("weight", case.weight, case.layer.fetch("weight", "data"))
    expect.unchanged("bias", case.bias, case.layer.fetch("bias", "data"))


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_value")
def test_forward_follows_parameters(student, rng, expect):
    """Linear.forward uses the weight and bias of the moment, also after they were updated"""
    case, before = cases.linear(student, rng), cases.linear(student, rng)
    case.layer.forward.keep(case.x)
    for name in ("weight", "bias"):
        setattr(case, name, normal(rng, *getattr(before, name).shape))
        case.layer.assign(name, "data", value=getattr(case, name))
    judge_output(expect, case.layer.forward(case.x), case)


@pytest.mark.graded("linear-forward", weight=0.5, needs="test_forward_shape")
def test_outputs_are_fresh(student, rng, expect):
    """a later forward leaves an earlier output alone"""
    case = cases.linear(student, rng)
    output = case.layer.forward.keep(case.x)
    before, later = output.fetch(), case.layer.forward(2 * case.x)
    candidates = {"The earlier output has become the later one: return a fresh array each time.": later}
    expect.close("the earlier output", output.fetch(), before, candidates=candidates)


@pytest.mark.graded("linear-forward", needs="test_forward_shape")
def test_forward_is_quick(student, rng, expect):
    """a large layer is quick: one matrix product, not a loop over its entries"""
    expect.array("the output", student.Linear(1000, 500).forward(normal(rng, 64, 1000)), (64, 500))


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
    related = {"N": 5, "C": 3, "x": case.x, "grad_output": case.grad_output}
    expect.close(GRADIENTS[which], got, want, candidates=wrong_gradients(case)[which], **related)


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("which", range(3), ids=GRADIENTS)
@pytest.mark.parametrize("sizes", SIZES.values(), ids=SIZES)
def test_gradient_sizes(student, oracle, rng, expect, sizes, which):
    """each gradient is right for special sizes"""
    case = cases.linear(student, rng, *sizes)
    got, want = run(case)[which], gradients(oracle, case)[which]
    related = {"N": sizes[0], "grad_output": case.grad_output, "candidates": wrong_gradients(case)[which]}
    expect.close(GRADIENTS[which], got, want, **related)


@graded_backward
@pytest.mark.parametrize("which", range(3), ids=GRADIENTS)
def test_derivative_of_own_forward(student, oracle, rng, expect, charged, which):
    """each gradient is the derivative of your own forward, by central differences"""
    case = cases.linear(student, rng, n=3, d=3, m=2)
    wrong = not expect.agrees(forward(case, case.x), case.x @ case.weight.T + case.bias)
    got, right, held = backward(case)[which], gradients(oracle, case)[which], student.hold(case.x)
    moved = [held, case.layer.thing("weight", "data"), case.layer.thing("bias", "data")][which]
    try:
        numerical = student.differences(moved, (case.layer.forward, [held]), upstream=case.grad_output)
    except StudentError:
        numerical = None
    expect.derivative(
        GRADIENTS[which], got, numerical, right, wrong and charged("linear-forward", "test_forward_value")
    )


# What follows compares the student's layer with itself, so that a wrong formula is not charged again.


@graded_backward
def test_gradients_accumulate(student, rng, expect):
    """a second backward adds to the parameters' gradients"""
    case, twin = cases.twins(student, rng)
    case.grad_output = 1 - twin.grad_output
    first, second = run(twin), run(case)
    case.layer, pairs = twin.layer, list(zip(first, second, strict=True))[1:]
    usable = [None if a is None or b is None or np.shape(a) != np.shape(b) else (a, b) for a, b in pairs]
    want = [second[0], *(pair and pair[0] + pair[1] for pair in usable)]
    judge(expect, run(case), want, [{}, *(mistakes.two_passes(*pair) if pair else {} for pair in usable)])


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("n", [5, 7], ids=["same size", "other size"])
def test_latest_forward(student, rng, expect, n):
    """Linear.backward belongs to the latest forward, also when the batch size changes"""
    case, twin = cases.twins(student, rng)
    earlier = normal(rng, n, 4)
    forward(twin, earlier)
    candidates = ({}, {}, {})
    if n == len(case.x):
        candidates = mistakes.other_forward("an earlier forward", earlier, case.weight, case.grad_output)
    judge(expect, run(twin), run(case), candidates)


@graded_backward
def test_instances_share_nothing(student, rng, expect):
    """two Linear layers keep their inputs and gradients apart"""
    case, twin = cases.twins(student, rng)
    want = run(case)
    forward(twin, twin.x)
    other = cases.linear(student, rng)
    run(other)
    candidates = mistakes.other_forward("another layer", other.x, other.weight, case.grad_output)
    judge(expect, backward(twin), want, candidates)


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("name", ["weight", "bias"])
def test_parameters_stay(student, rng, expect, name):
    """the gradients arrive in the Parameters that the layer was made with"""
    case = cases.linear(student, rng)
    parameter = case.layer.thing(name)
    some(expect, run(case))
    arrived, kept = case.layer.fetch(name, "grad"), parameter.fetch("grad")
    hint = "The optimizer goes on holding the old one: never replace a Parameter, change its .data in place."
    expect.true(kept is not None or arrived is None, f"{name}.grad arrived in another Parameter, a new one", hint=hint)


@graded_backward
def test_backward_leaves_others_alone(student, rng, expect):
    """Linear.backward changes neither grad_output nor x nor the parameters"""
    case = cases.linear(student, rng)
    x, grad_output = student.hold(case.x), student.hold(case.grad_output)
    forward(case, x)
    some(expect, backward(case, grad_output))
    expect.unchanged("grad_output", case.grad_output, grad_output.fetch())
    expect.unchanged("x", case.x, x.fetch())
    expect.unchanged("weight", case.weight, case.layer.fetch("weight", "data"))
    expect.unchanged("bias", case.bias, case.layer.fetch("bias", "data"))


@pytest.mark.graded("linear-backward", weight=0.5)
@pytest.mark.parametrize("n", [1, 4], ids=["N=1", "N=4"])
def test_later_edits(student, rng, expect, n):
    """editing grad_output or grad_input later changes nothing inside the layer"""
    case, twin = cases.twins(student, rng, n=n)
    want, grad_output = run(case), student.hold(twin.grad_output)
    forward(twin, twin.x)
    grad_input = twin.layer.backward.keep(grad_output)
    if type(grad_input.fetch()) is np.ndarray:
        grad_input.assign(value=0.0)
    grad_output.assign(value=7.0)
    hint = "Editing grad_output later changed it: it was kept itself, not added into an array of your own."
    got = [twin.layer.fetch(parameter, "grad") for parameter in ("weight", "bias")]
    judge(expect, [None, *got], [None, *want[1:]], ({}, {}, {hint: np.full(3, 7.0)}))


@pytest.mark.graded("linear-backward", weight=0.5)
def test_grad_inputs_are_fresh(student, rng, expect):
    """a later backward leaves an earlier grad_input alone"""
    case = cases.linear(student, rng)
    forward(case, case.x)
    grad_input = case.layer.backward.keep(case.grad_output)
    before, later = grad_input.fetch(), case.layer.backward(2 * case.grad_output)
    candidates = {"The earlier grad_input has become the later one: return a fresh array each time.": later}
    some(expect, [before, None, None])
    expect.close("the earlier grad_input", grad_input.fetch(), before, candidates=candidates)


@pytest.mark.graded("linear-backward", weight=0.5)
def test_backward_integers(student, rng, expect):
    """gradients are right when x holds integers"""
    case, twin = cases.twins(student, rng)
    twin.x = rng.integers(0, 200, (5, 4)).astype(np.uint8)
    case.x = twin.x.astype(np.float64)
    judge(expect, run(twin), run(case), ({}, mistakes.kept_bytes(case.x, case.grad_output), {}))


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
    case, twin = cases.twins(student, rng, n=4)
    twin.grad_output = scale * case.grad_output
    got, once = run(twin), run(case)
    want = [None if grad is None else scale * grad for grad in once]
    pairs = zip(want, once, strict=True)
    judge(expect, got, want, [{} if grad is None else mistakes.scaled(grad, before) for grad, before in pairs])


@pytest.mark.graded("linear-backward", needs="test_backward_shapes")
def test_backward_is_quick(student, rng, expect):
    """backward is quick for a large layer: a formula, not a loop over weights"""
    case = cases.linear(student, rng, 4, 320, 320)  # whose Jacobian is larger than what a homework gets
    forward(case, case.x)  # small, and on its own: a slow forward has been charged already
    for _ in range(40):
        case.layer.backward.keep(case.grad_output)
    grad = expect.not_zero("weight.grad of a large layer", case.layer.fetch("weight", "grad"))
    expect.array("weight.grad of a large layer", grad, (320, 320))
