"""Hidden tests of notebook 06, for bonus points: a shared weight, ascent on the input, Hessian-vector products.

The reference MLP stands beneath the ascent, so that a mistake in notebooks 01 to 05 is not charged again.
"""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal, strided
from bpgrade.mistakes import further as mistakes
from bpgrade.student import Thing

graded_sharing = pytest.mark.graded("further-sharing")
graded_hvp = pytest.mark.graded("further-hvp")

VALUES = {
    "further-sharing": ("test_shared_weight", "test_shared_input"),
    "further-input": ("test_one_step", "test_first_score"),
    "further-hvp": ("test_quadratic", "test_mixed"),
}


def pair(student, expect, got):
    """Both items of what a function returned; a named tuple of the student's will do."""
    return expect.sequence("what it returns", student.drain(got) if isinstance(got, Thing) else got, 2)


def both(student, expect, W, x, grad_output):
    """What shared_linear_gradient returns: [grad_W, grad_x]."""
    return pair(student, expect, student.shared_linear_gradient(W, x, grad_output))


def judge_both(student, oracle, expect, W, x, grad_output, candidates=({}, {}), parts=(0, 1), **limits):
    """Judge the given parts (positions) of what shared_linear_gradient returns."""
    want, got = oracle.vjp(oracle.shared_linear, [W, x], grad_output)[1], both(student, expect, W, x, grad_output)
    for i in parts:
        expect.close(("grad_W", "grad_x")[i], got[i], want[i], candidates=candidates[i], N=len(x), **limits)


@pytest.mark.graded("further-sharing", weight=3)
def test_shared_weight(student, oracle, rng, expect):
    """shared_linear_gradient adds the weight gradients of both uses"""
    W, x, grad_output = normal(rng, 4, 4), normal(rng, 5, 4), normal(rng, 5, 4)
    judge_both(student, oracle, expect, W, x, grad_output, mistakes.shared(W, x, grad_output), parts=[0])


@pytest.mark.graded("further-sharing", weight=2)
def test_shared_input(student, oracle, rng, expect):
    """shared_linear_gradient sends the gradient through both layers to x"""
    W, x, grad_output = normal(rng, 4, 4), normal(rng, 5, 4), normal(rng, 5, 4)
    judge_both(student, oracle, expect, W, x, grad_output, mistakes.shared(W, x, grad_output), parts=[1])


@graded_sharing
@pytest.mark.parametrize(("n", "d"), [(1, 3), (4, 1), (3, 3)], ids=["one sample", "one feature", "all equal"])
def test_shared_sizes(student, oracle, rng, expect, n, d):
    """shared_linear_gradient is right for any number of samples and features"""
    judge_both(student, oracle, expect, normal(rng, d, d), normal(rng, n, d), normal(rng, n, d))


@pytest.mark.graded("further-sharing", weight=0.5, needs=["test_shared_weight", "test_shared_input"])
def test_shared_formula(student, oracle, rng, expect):
    """shared_linear_gradient has the digits of a formula, not those of a difference quotient"""
    judge_both(student, oracle, expect, *(normal(rng, n, 4) for n in (4, 5, 5)), rtol=expect.STEPS)


@graded_sharing
def test_shared_integers(student, oracle, rng, expect):
    """shared_linear_gradient takes integer weights and samples"""
    W = rng.permutation([[1, 0, -1], [1, 1, 0], [0, 1, 2]])  # in no order singular or symmetric
    x, grad_output = rng.integers(-2, 3, (4, 3)), normal(rng, 4, 3)
    judge_both(student, oracle, expect, W, x, grad_output, mistakes.shared_among_integers(W, x, grad_output))


@pytest.mark.graded("further-sharing", weight=0.5)
def test_shared_float32(student, oracle, rng, expect):
    """shared_linear_gradient: float32 in gives float32 out"""
    arrays = [normal(rng, *shape).astype(np.float32) for shape in ((4, 4), (5, 4), (5, 4))]
    judge_both(student, oracle, expect, *arrays, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("further-sharing", weight=0.5)
def test_shared_arguments(student, rng, expect):
    """shared_linear_gradient leaves W, x and grad_output as they were"""
    arrays = [normal(rng, *shape) for shape in ((3, 3), (4, 3), (4, 3))]
    held = [student.hold(array) for array in arrays]
    expect.not_zero("grad_W", both(student, expect, *held)[0])
    for name, before, thing in zip(("W", "x", "grad_output"), arrays, held, strict=True):
        expect.unchanged(name, before, thing.fetch())


def climb(student, expect, case, x, *options):
    """[x_new, scores] of input_gradient_ascent; the scores as an array, whatever held them."""
    got, scores = pair(student, expect, student.input_gradient_ascent(case.model, x, *options))
    if type(scores) is np.ndarray:
        return got, scores
    for score in expect.sequence("scores", scores, None):
        many = type(score) is np.ndarray and score.size > 1
        hint = "It is the output of the one unit, output[0, unit], less the charge."
        expect.true(not many, "a score is one number, but here it is an array of several", hint=hint)
        expect.value("a score", score)
    return got, np.array(scores)


def judge_climb(student, oracle, expect, case, x, *options, **limits):
    """Judge the last x and all scores; options: unit, steps, lr, weight_decay."""
    want_x, want_scores = oracle.ascent(x, *options, *case.values)
    got, scores = climb(student, expect, case, x, *options)
    expect.close("x_new", got, want_x, **limits)
    expect.close("scores", scores, want_scores, **limits)


def outputs_and_slopes(oracle, case, x):
    """The MLP's outputs at x, and the gradient of each."""
    both = [oracle.vjp(oracle.mlp, [x[None], *case.values], upstream) for upstream in np.eye(4)[:, None]]
    return both[0][0][0], [slopes[0][0] for _, slopes in both]


@pytest.mark.graded("further-input", weight=3)
@pytest.mark.parametrize("weight_decay", [0.0, 0.3], ids=["no decay", "decay"])
def test_one_step(student, oracle, rng, expect, weight_decay):
    """input_gradient_ascent moves x by lr times the gradient of the score, uphill"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), normal(rng, 6)
    outputs, slopes = outputs_and_slopes(oracle, case, x)
    two_steps = oracle.ascent(x, 2, 2, 0.25, weight_decay, *case.values)[0]
    got = climb(student, expect, case, x, 2, 1, 0.25, weight_decay)[0]
    candidates = mistakes.one_step(x, outputs, slopes, 2, 0.25, weight_decay, two_steps)
    expect.close("x_new", got, x + 0.25 * (slopes[2] - weight_decay * x), candidates=candidates)


@pytest.mark.graded("further-input", weight=2)
def test_first_score(student, oracle, rng, expect):
    """the score is the unit's output less weight_decay/2 ||x||^2, and the first one is that of the start"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), normal(rng, 6)
    outputs, after = outputs_and_slopes(oracle, case, x)[0], oracle.ascent(x, 1, 1, 0.1, 0.5, *case.values)
    scores = climb(student, expect, case, x, 1, 1, 0.1, 0.5)[1]
    candidates = mistakes.first_score(x, outputs, 1, 0.5, after)
    expect.true(scores.ndim == 1 and len(scores), "scores must hold one number for each x, from the first to the last")
    expect.number("the first score", scores[0], outputs[1] - 0.25 * (x @ x), candidates=candidates)


@pytest.mark.graded("further-input", weight=2, needs=["test_one_step", "test_first_score"])
@pytest.mark.parametrize("options", [(0, 6, 0.3, 0.1), (3, 6, 1.5, 2.0)], ids=["uphill", "too long steps"])
def test_many_steps(student, oracle, rng, expect, options):
    """input_gradient_ascent takes the gradient anew at every step, and notes steps + 1 scores"""
    # so many hidden units that some are switched on or off on the way: else the slope stays what it was
    case, x = cases.mlp(student, rng, (6, 40, 4)), normal(rng, 6)
    candidates = mistakes.many_steps(x, outputs_and_slopes(oracle, case, x)[1][options[0]], *options[1:])
    judge_climb(student, oracle, expect, case, x, *options, candidates=candidates)


@pytest.mark.graded("further-input", rests_on=("test_one_step", "test_first_score"))
def test_no_steps(student, oracle, rng, expect):
    """with steps=0 x stays where it is, in an array of its own, and there is one score"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), normal(rng, 6)
    judge_climb(student, oracle, expect, case, x, 1, 0, 0.1, 0.2)
    held = student.hold(x)
    student.input_gradient_ascent.keep(case.model, held, 1, 0, 0.1, 0.2).assign(0, value=0.0)
    expect.true(np.array_equal(held.fetch(), x), "x_new is x itself", hint="Copy x before anything else.")


@pytest.mark.graded("further-input", weight=0.5, needs="test_one_step")
def test_input_formula(student, oracle, rng, expect):
    """input_gradient_ascent has the digits of backward, not those of a difference quotient"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), 1e9 * normal(rng, 6)
    want, got = oracle.ascent(x, 2, 1, 1e9, 0.0, *case.values)[0], climb(student, expect, case, x, 2, 1, 1e9)[0]
    expect.close("x_new", got, want, rtol=expect.STEPS)


@pytest.mark.graded("further-input", needs="test_one_step")
def test_input_integers(student, oracle, rng, expect):
    """input_gradient_ascent takes an integer x"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), rng.permutation(np.arange(-3, 3))
    judge_climb(student, oracle, expect, case, x, 2, 2, 0.1, 0.1)


@pytest.mark.graded("further-input", weight=0.5)
def test_input_float32(student, oracle, rng, expect):
    """input_gradient_ascent: a float32 model and a float32 x give a float32 x_new"""
    case, x = cases.mlp(student, rng, (6, 20, 4), dtype="float32"), normal(rng, 6).astype(np.float32)
    want = oracle.ascent(x, 2, 3, 0.1, 0.1, *[value.astype(np.float32) for value in case.values])[0]
    got = climb(student, expect, case, x, 2, 3, 0.1, 0.1)[0]
    expect.close("x_new", got, want, rtol=expect.FLOAT32, dtype=np.float32)


@pytest.mark.graded("further-input")
def test_input_arguments(student, rng, expect):
    """input_gradient_ascent changes neither the x it is given nor the model's weights"""
    case, x = cases.mlp(student, rng, (6, 20, 4)), normal(rng, 6)
    held = student.hold(x)
    got = expect.not_zero("x_new", climb(student, expect, case, held, 2, 3, 0.1, 0.1)[0])
    expect.true(not np.array_equal(got, x), "x_new is x itself")
    expect.unchanged("x", x, held.fetch())
    for before, after in zip(case.values, student.gather(case.parameters, "data"), strict=True):
        hint = "Only x moves: leave the optimizer out."
        expect.true(np.array_equal(before, after), "a parameter of the model was changed", hint=hint)


@pytest.mark.graded("further-hvp", weight=2)
def test_quadratic(student, oracle, rng, expect):
    """hessian_vector_product is right for a quadratic, whose Hessian mixes all entries"""
    A, x, v = normal(rng, 5, 5), normal(rng, 5), 3 * normal(rng, 5)
    got = student.hessian_vector_product(student.function("slopes of a quadratic", A), x, v)
    candidates = mistakes.quotients(lambda at: (A + A.T) @ at, x, v)
    expect.close("H v", got, oracle.hvp(oracle.quadratic, x, v, A), rtol=expect.WIDE, candidates=candidates)


@pytest.mark.graded("further-hvp", weight=2)
def test_mixed(student, oracle, rng, expect):
    """hessian_vector_product is right where the Hessian changes from place to place"""
    A, x, v = normal(rng, 6, 4), normal(rng, 4), 2 * normal(rng, 4)
    got = student.hessian_vector_product(student.function("slopes of mixed waves", A), x, v)
    candidates = mistakes.quotients(lambda at: A.T @ np.cos(A @ at), x, v)
    expect.close("H v", got, oracle.hvp(oracle.mixed_waves, x, v, A), rtol=expect.WIDE, candidates=candidates)


def wavy(rng, *shape):
    """Coefficients a, b of the jail's waves, and their gradient as a function."""
    a, b = normal(rng, *shape), rng.uniform(0.5, 2, shape)
    return a, b, lambda at: a * b * np.cos(b * at)


@graded_hvp
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2), ()], ids=["matrix", "3-D", "0-d"])
def test_hvp_any_shape(student, oracle, rng, expect, shape):
    """hessian_vector_product has the shape of x, whatever that is"""
    (a, b, _), x, v = wavy(rng, *shape), np.array(normal(rng, *shape)), np.array(normal(rng, *shape))
    got = student.hessian_vector_product(student.function("slopes of waves", a, b), x, v)
    got = np.asarray(got) if isinstance(got, (float, np.floating)) and shape == () else got
    expect.close("H v", got, oracle.hvp(oracle.waves, x, v, a, b), rtol=expect.WIDE)


@pytest.mark.graded("further-hvp", weight=2)
def test_hvp_step(student, rng, expect):
    """hessian_vector_product uses the step h it is given, along v, on both sides of x"""
    A, x, v = normal(rng, 6, 4), rng.uniform(1.5, 3, 4), 2 * normal(rng, 4)
    got = student.hessian_vector_product(student.function("slopes of mixed waves", A), x, v, h=0.2)
    want = A.T @ (np.cos(A @ (x + 0.2 * v)) - np.cos(A @ (x - 0.2 * v))) / 0.4
    candidates = mistakes.quotients(lambda at: A.T @ np.cos(A @ at), x, v, 0.2)
    expect.close("H v with h=0.2", got, want, candidates=candidates)


@graded_hvp
def test_hvp_integers(student, oracle, rng, expect):
    """hessian_vector_product works for an integer x and an integer v"""
    (a, b, slopes), x, v = wavy(rng, 4), rng.permutation([-3, -1, 2, 4]), rng.permutation([-2, -1, 1, 2])
    got = student.hessian_vector_product(student.function("slopes of waves", a, b), x, v)
    candidates = mistakes.among_integers(slopes, x, v)
    expect.close("H v", got, oracle.hvp(oracle.waves, x, v, a, b), rtol=expect.WIDE, candidates=candidates)


@pytest.mark.graded("further-hvp", weight=0.5)
def test_hvp_float32(student, oracle, rng, expect):
    """hessian_vector_product works in float64, also when x and v are float32"""
    (a, b, slopes), x, v = wavy(rng, 4), normal(rng, 4).astype(np.float32), normal(rng, 4).astype(np.float32)
    got = student.hessian_vector_product(student.function("slopes of waves", a, b), x, v)
    want, candidates = oracle.hvp(oracle.waves, x, v, a, b), mistakes.in_float32(slopes, x, v)
    expect.close("H v", got, want, rtol=expect.WIDE, dtype=np.float64, candidates=candidates)


@graded_hvp
@pytest.mark.parametrize("layout", [np.array, strided], ids=["plain", "strided"])
def test_hvp_arguments(student, rng, expect, layout):
    """hessian_vector_product leaves x and v as they were"""
    (a, b, _), x, v = wavy(rng, 3, 4), layout(normal(rng, 3, 4)), layout(normal(rng, 3, 4))
    held_x, held_v = student.hold(x), student.hold(v)
    slopes = student.function("slopes of waves", a, b)
    got = expect.not_zero("H v", student.hessian_vector_product(slopes, held_x, held_v))
    expect.true(not np.array_equal(got, x) and not np.array_equal(got, v), "H v is one of the arguments")
    expect.unchanged("x", x, held_x.fetch())
    expect.unchanged("v", v, held_v.fetch())
