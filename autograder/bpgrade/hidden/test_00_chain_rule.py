"""Hidden tests of notebook 00: central differences, and one step of the tanh network."""

import numpy as np
import pytest

from bpgrade.cases import normal

graded_numerical = pytest.mark.graded("chain-rule-numerical")
graded_tanh = pytest.mark.graded("chain-rule-tanh")


def waves(a, b, x, h):
    """Central differences of sum(a sin(b x)), exactly."""
    return a * (np.sin(b * (x + h)) - np.sin(b * (x - h))) / (2 * h)


@graded_numerical
def test_vector(student, rng, expect):
    """numerical_gradient is right for a function of a vector"""
    a, b, x = normal(rng, 6), rng.uniform(0.5, 2, 6), normal(rng, 6)
    got = student.numerical_gradient(student.function("waves", a, b), x)
    expect.close("the gradient", got, a * b * np.cos(b * x), rtol=1e-8)


@pytest.mark.graded("chain-rule-numerical", needs="test_vector")
def test_coupled(student, rng, expect):
    """numerical_gradient moves one entry at a time: right for a function that mixes all entries"""
    matrix, x = normal(rng, 5, 5), normal(rng, 5)
    got = student.numerical_gradient(student.function("quadratic", matrix), x)
    expect.close("the gradient", got, (matrix + matrix.T) @ x, rtol=1e-8)


@graded_numerical
@pytest.mark.parametrize("shape", [(3, 4), (2, 3, 2), (), (4, 4)], ids=["matrix", "3-D", "0-d", "square"])
def test_any_shape(student, rng, expect, shape):
    """numerical_gradient has the shape of x, whatever that is"""
    a, b, x = normal(rng, *shape), rng.uniform(0.5, 2, shape), normal(rng, *shape)
    got = student.numerical_gradient(student.function("waves", a, b), np.array(x))
    expect.close("the gradient", np.asarray(got) if shape == () else got, np.array(a * b * np.cos(b * x)), rtol=1e-8)


@graded_numerical
def test_step_is_used(student, rng, expect):
    """numerical_gradient uses the step h it is given, on both sides of x"""
    a, b, x = normal(rng, 5), rng.uniform(0.5, 2, 5), normal(rng, 5)
    got = student.numerical_gradient(student.function("waves", a, b), x, h=0.3)
    expect.close("the gradient with h=0.3", got, waves(a, b, x, 0.3))


@graded_numerical
def test_integers(student, rng, expect):
    """numerical_gradient works for an integer x"""
    a, b, x = normal(rng, 4), rng.uniform(0.5, 2, 4), rng.integers(-3, 4, 4)
    got = student.numerical_gradient(student.function("waves", a, b), x)
    expect.close("the gradient", got, a * b * np.cos(b * x), rtol=1e-8)


@graded_numerical
def test_leaves_x_alone(student, rng, expect):
    """numerical_gradient leaves x as it was"""
    x = normal(rng, 3, 2)
    held = student.hold(x)
    student.numerical_gradient(student.function("waves", normal(rng, 3, 2), normal(rng, 3, 2)), held)
    expect.unchanged("x", x, held.fetch())


def network(rng, hidden=3, inputs=4):
    """W0 (H,D), W1 (1,H), x0 (D,), y."""
    return normal(rng, hidden, inputs), normal(rng, 1, hidden), normal(rng, inputs), float(rng.standard_normal())


def step(student, oracle, expect, case, lr=0.3):
    """(student's triple, right triple) for one step."""
    got = expect.sequence("what tanh_network_step returns", student.tanh_network_step(*case, lr), 3)
    loss, grad_W0, grad_W1 = oracle.tanh_network(*case)
    return got, (case[0] - lr * grad_W0, case[1] - lr * grad_W1, loss)


@graded_tanh
def test_first_weights(student, oracle, rng, expect):
    """tanh_network_step moves W0 by the gradient of the old weights"""
    case = network(rng)
    got, want = step(student, oracle, expect, case)
    expect.close("new_W0", got[0], want[0])


@graded_tanh
def test_second_weights(student, oracle, rng, expect):
    """tanh_network_step moves W1 by its gradient"""
    got, want = step(student, oracle, expect, network(rng))
    expect.close("new_W1", got[1], want[1])


@graded_tanh
def test_loss(student, oracle, rng, expect):
    """tanh_network_step returns the loss before the step, with its factor 1/2"""
    got, want = step(student, oracle, expect, network(rng))
    expect.number("the loss", got[2], want[2])


@pytest.mark.graded("chain-rule-tanh", needs=["test_first_weights", "test_second_weights"])
@pytest.mark.parametrize(("hidden", "inputs"), [(1, 1), (1, 5), (4, 4)], ids=["1-1", "1-5", "square"])
def test_sizes(student, oracle, rng, expect, hidden, inputs):
    """tanh_network_step works for networks of other sizes"""
    got, want = step(student, oracle, expect, network(rng, hidden, inputs))
    expect.close("new_W0", got[0], want[0])
    expect.close("new_W1", got[1], want[1])


@pytest.mark.graded("chain-rule-tanh", needs=["test_first_weights", "test_second_weights"])
def test_integer_arguments(student, oracle, rng, expect):
    """tanh_network_step works when the weights and x0 are integers"""
    case = (rng.integers(-2, 3, (3, 2)), np.array([[1, -1, 2]]), rng.integers(1, 3, 2), 1.0)
    got, want = step(student, oracle, expect, case)
    expect.close("new_W0", got[0], want[0])
    expect.close("new_W1", got[1], want[1])


@graded_tanh
def test_arguments_unchanged(student, rng, expect):
    """tanh_network_step returns new weights and leaves the old ones alone"""
    W0, W1, x0, y = network(rng)
    held = [student.hold(array) for array in (W0, W1, x0)]
    student.tanh_network_step(*held, y, 0.5)
    for name, before, thing in zip(("W0", "W1", "x0"), (W0, W1, x0), held, strict=True):
        expect.unchanged(name, before, thing.fetch())
