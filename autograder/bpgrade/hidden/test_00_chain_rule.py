"""Hidden tests of notebook 00: central differences, and one step of the tanh network."""

import numpy as np
import pytest

from bpgrade.cases import normal, strided
from bpgrade.mistakes import chain_rule as mistakes
from bpgrade.student import Thing
from bpgrade.wall.client import StudentError

graded_numerical = pytest.mark.graded("chain-rule-numerical")
graded_tanh = pytest.mark.graded("chain-rule-tanh")


def sine_wave(a, b):
    """x -> a sin(b x), whose sum is the jail's function "waves"."""
    return lambda x: a * np.sin(b * x)


def central(wave, x, h):
    """Central differences of sum(wave(x)), exactly."""
    return (wave(x + h) - wave(x - h)) / (2 * h)


def judge_slopes(expect, got, a, b, x):
    """Judge the gradient of sum(a sin(b x)) at x, a float64 array."""
    want = np.array(a * b * np.cos(b * x))
    candidates = mistakes.difference_quotients(sine_wave(a, b), x) | mistakes.wrong_entries(want)
    expect.close("the gradient", got, want, rtol=1e-8, candidates=candidates)


@graded_numerical
def test_vector(student, rng, expect):
    """numerical_gradient is right for a function of a vector"""
    a, b, x = normal(rng, 6), rng.uniform(0.5, 2, 6), normal(rng, 6)
    judge_slopes(expect, student.numerical_gradient(student.function("waves", a, b), x), a, b, x)


@pytest.mark.graded("chain-rule-numerical", needs="test_vector")
def test_coupled(student, rng, expect):
    """numerical_gradient moves one entry at a time: right for a function that mixes all entries"""
    matrix, x = normal(rng, 5, 5), normal(rng, 5)
    got = student.numerical_gradient(student.function("quadratic", matrix), x)
    candidates = mistakes.left_moved(matrix, x) | mistakes.moved_together(matrix, x)
    expect.close("the gradient", got, (matrix + matrix.T) @ x, rtol=1e-8, candidates=candidates)


@graded_numerical
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2), (), (4, 4)], ids=["matrix", "3-D", "0-d", "square"])
def test_any_shape(student, rng, expect, shape):
    """numerical_gradient has the shape of x, whatever that is"""
    a, b, x = normal(rng, *shape), rng.uniform(0.5, 2, shape), np.array(normal(rng, *shape))
    got = student.numerical_gradient(student.function("waves", a, b), x)
    judge_slopes(expect, np.asarray(got) if shape == () else got, a, b, x)


@pytest.mark.graded("chain-rule-numerical", weight=0.5)
@pytest.mark.parametrize("layout", [np.asfortranarray, strided], ids=["transposed", "strided"])
def test_memory_layout(student, rng, expect, layout):
    """numerical_gradient works for an x that is transposed or cut out of another array"""
    a, b, x = normal(rng, 3, 4), rng.uniform(0.5, 2, (3, 4)), normal(rng, 3, 4)
    judge_slopes(expect, student.numerical_gradient(student.function("waves", a, b), layout(x)), a, b, x)


@graded_numerical
def test_step_is_used(student, rng, expect):
    """numerical_gradient uses the step h it is given, on both sides of x"""
    a, b, x = normal(rng, 5), rng.uniform(0.5, 2, 5), 2 * normal(rng, 5)
    got = student.numerical_gradient(student.function("waves", a, b), x, h=0.3)
    wave = sine_wave(a, b)
    candidates = mistakes.difference_quotients(wave, x, 0.3)
    expect.close("the gradient with h=0.3", got, central(wave, x, 0.3), candidates=candidates)


@graded_numerical
def test_integers(student, rng, expect):
    """numerical_gradient works for an integer x"""
    a, b, x = normal(rng, 4), rng.uniform(0.5, 2, 4), rng.integers(-3, 4, 4)
    got = student.numerical_gradient(student.function("waves", a, b), x)
    wave = sine_wave(a, b)
    candidates = mistakes.lost_among_integers(wave, x) | mistakes.difference_quotients(wave, x)
    expect.close("the gradient", got, a * b * np.cos(b * x), rtol=1e-8, candidates=candidates)


@graded_numerical
def test_float32(student, rng, expect):
    """numerical_gradient works in float64, also when x is float32"""
    a, b, x = normal(rng, 4), rng.uniform(0.5, 2, 4), normal(rng, 4).astype(np.float32)
    got = student.numerical_gradient(student.function("waves", a, b), x)
    expect.array("the gradient", got, (4,), dtype=np.float64)
    judge_slopes(expect, got, a, b, x.astype(np.float64))


@graded_numerical
def test_leaves_x_alone(student, rng, expect):
    """numerical_gradient leaves x as it was"""
    x = normal(rng, 3, 4)
    held = student.hold(x)
    got = student.numerical_gradient(student.function("waves", normal(rng, 3, 4), normal(rng, 3, 4)), held)
    expect.true(not np.array_equal(expect.not_zero("the gradient", got), x), "the gradient is x itself")
    expect.unchanged("x", x, held.fetch())


@pytest.mark.graded("chain-rule-numerical", weight=0.5, needs="test_leaves_x_alone")
def test_leaves_x_alone_when_f_fails(student, rng, expect):
    """numerical_gradient leaves x as it was, also when f raises an exception"""
    x = normal(rng, 3, 2)
    held = student.hold(x)
    failing = student.function("waves", normal(rng, 5), normal(rng, 5))  # (5,) and (3, 2) do not broadcast
    try:
        student.numerical_gradient(failing, held)
    except StudentError as error:
        if error.type != "ValueError":  # what f raises; anything else is the student's own
            raise
    expect.unchanged("x", x, held.fetch())


def network(rng, hidden=3, inputs=4):
    """W0 (H,D), W1 (1,H), x0 (D,), y."""
    return normal(rng, hidden, inputs), normal(rng, 1, hidden), normal(rng, inputs), float(rng.standard_normal())


def items(student, got):
    """A named tuple of the student's as a list; anything else as it is."""
    return student.drain(got) if isinstance(got, Thing) else got


def judge_step(student, oracle, expect, case, parts, lr=0.3):
    """Judge the given parts (positions) of what tanh_network_step returns."""
    got = items(student, student.tanh_network_step(*case, lr))
    got = expect.sequence("what tanh_network_step returns", got, 3)
    swapped = type(got[0]) is float
    expect.true(
        not swapped, "tanh_network_step must return new_W0, new_W1, loss in this order, but begins with a float"
    )
    loss, grad_W0, grad_W1 = oracle.tanh_network(*case)
    want, candidates = (case[0] - lr * grad_W0, case[1] - lr * grad_W1, loss), mistakes.steps(*case, lr)
    for part in parts:
        judge = expect.number if part == 2 else expect.close
        judge(("new_W0", "new_W1", "the loss")[part], got[part], want[part], candidates=candidates[part])


@graded_tanh
def test_first_weights(student, oracle, rng, expect):
    """tanh_network_step moves W0 by the gradient of the old weights"""
    judge_step(student, oracle, expect, network(rng), [0])


@graded_tanh
def test_second_weights(student, oracle, rng, expect):
    """tanh_network_step moves W1 by its gradient"""
    judge_step(student, oracle, expect, network(rng), [1])


@graded_tanh
def test_loss(student, oracle, rng, expect):
    """tanh_network_step returns the loss before the step, with its factor 1/2"""
    judge_step(student, oracle, expect, network(rng), [2])


@pytest.mark.graded("chain-rule-tanh", needs=["test_first_weights", "test_second_weights"])
@pytest.mark.parametrize(("hidden", "inputs"), [(1, 1), (1, 5), (4, 4)], ids=["1-1", "1-5", "square"])
def test_sizes(student, oracle, rng, expect, hidden, inputs):
    """tanh_network_step works for networks of other sizes"""
    judge_step(student, oracle, expect, network(rng, hidden, inputs), [0, 1])


@pytest.mark.graded("chain-rule-tanh", needs=["test_first_weights", "test_second_weights"])
def test_integer_arguments(student, oracle, rng, expect):
    """tanh_network_step works when the weights and x0 are integers"""
    case = (rng.integers(-2, 3, (3, 2)), np.array([[1, -1, 2]]), rng.integers(1, 3, 2), 1.0)
    judge_step(student, oracle, expect, case, [0, 1])


@graded_tanh
def test_arguments_unchanged(student, rng, expect):
    """tanh_network_step returns new weights and leaves the old ones alone"""
    W0, W1, x0, y = network(rng)
    held = [student.hold(array) for array in (W0, W1, x0)]
    got = items(student, student.tanh_network_step(*held, y, 0.5))
    expect.not_zero("new_W0", expect.sequence("what tanh_network_step returns", got, 3)[0])
    for name, before, thing in zip(("W0", "W1", "x0"), (W0, W1, x0), held, strict=True):
        expect.unchanged(name, before, thing.fetch())
