"""gradients: central differences, and the gradient_check that students run by hand."""

import numpy as np
import pytest

from bpkit.gradients import Row, agrees, at_kink, central_differences, gradient_check, one_sided_slopes
from bpkit.module import Module, Parameter


class Scale(Module):
    """y = x * weight + bias, row by row; small enough to be right by inspection."""

    def __init__(self, dtype=np.float64):
        self.weight = Parameter(np.array([2.0, -0.5, 1.5], dtype=dtype))
        self.bias = Parameter(np.array([0.1, 0.2, -0.3], dtype=dtype))

    def forward(self, x):
        self.x = x
        return x * self.weight.data + self.bias.data

    def backward(self, grad_output):
        self.weight.accumulate((grad_output * self.x).sum(axis=0))
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output * self.weight.data


class MeanBias(Scale):
    def backward(self, grad_output):
        grad_input = super().backward(grad_output)
        self.bias.grad /= len(grad_output)
        return grad_input


class Forgetful(Scale):
    def backward(self, grad_output):
        pass


class Hinge(Module):
    """max(x, 0), with slope 1 at 0."""

    def forward(self, x):
        self.mask = x >= 0
        return x * self.mask

    def backward(self, grad_output):
        return grad_output * self.mask


class HalfSquare:
    """The loss 1/2 ||x - target||^2."""

    def forward(self, x, target):
        self.difference = x - target
        return float(0.5 * np.sum(self.difference**2))

    def backward(self):
        return self.difference


@pytest.fixture
def x():
    return np.random.default_rng(3).standard_normal((4, 3))


def test_central_differences_find_a_gradient(x):
    """To 1e-9 norm-wise, at large and small coordinates, for an array of any shape."""
    for point in (x, 1e3 * x, x[0, 0], x.reshape(2, 2, 3), x.astype(np.float32)):
        got = central_differences(lambda v: float(np.sum(v**3)), point)
        want = 3 * np.asarray(point, dtype=np.float64) ** 2

        assert got.shape == want.shape
        assert got.dtype == np.float64
        assert np.max(np.abs(got - want)) < 1e-9 * np.max(want)


def test_central_differences_leave_the_point_alone(x):
    """The function gets copies: neither the steps nor what it does to its argument reach x."""
    before = x.copy()

    def changes_its_argument(v):
        v += 1
        return float(v.sum())

    central_differences(changes_its_argument, x)

    np.testing.assert_array_equal(x, before)


def test_slopes_differ_only_at_a_kink():
    """Left and right of 0, |x| has slopes -1 and 1; away from it they agree."""
    left, right = one_sided_slopes(lambda v: float(np.abs(v).sum()), np.array([0.0, 2.0]))

    np.testing.assert_allclose(left, [-1, 1], atol=1e-9)
    np.testing.assert_allclose(right, [1, 1], atol=1e-9)
    np.testing.assert_array_equal(at_kink(np.array([0.3, 1.0]), left, right), [True, False])
    np.testing.assert_array_equal(at_kink(np.array([1.3, 0.0]), left, right), [False, False])


def test_right_layer_is_ok(x, capsys):
    """One row for the input and for each parameter, in the table and in the result."""
    rows = gradient_check(Scale(), x)

    assert [(row.name, row.shape, row.ok) for row in rows] == [
        ("grad_input", (4, 3), True),
        ("weight", (3,), True),
        ("bias", (3,), True),
    ]
    assert max(row.relative_error for row in rows) < 1e-9
    assert capsys.readouterr().out == "".join(f"{row}\n" for row in rows)


def test_wrong_gradient_is_named_with_a_hint(x):
    """The wrong parameter, and no other, is WRONG; the hint says why."""
    rows = {row.name: row for row in gradient_check(MeanBias(), x)}

    assert [row.ok for row in rows.values()] == [True, True, False]
    assert rows["bias"].relative_error == pytest.approx(0.75)
    assert "Too small by exactly the batch size N, 4" in rows["bias"].note


def test_missing_gradients_are_wrong_in_words(x):
    """A backward that returns nothing gets rows, not a traceback."""
    rows = gradient_check(Forgetful(), x)

    assert [row.note for row in rows] == [
        "grad_input must be a numpy array, but is None: did you forget return?",
        "weight.grad is None: no gradient has arrived there",
        "bias.grad is None: no gradient has arrived there",
    ]


def test_parameters_of_nested_modules_have_their_path(x):
    """A model's rows say which layer they belong to."""

    class Two(Module):
        def __init__(self):
            self.layers = [Scale(), Scale()]

        def forward(self, x):
            return self.layers[1](self.layers[0](x))

        def backward(self, grad_output):
            return self.layers[0].backward(self.layers[1].backward(grad_output))

    rows = gradient_check(Two(), x)

    assert [row.name for row in rows] == [
        "grad_input",
        "layers.0.weight",
        "layers.0.bias",
        "layers.1.weight",
        "layers.1.bias",
    ]
    assert all(row.ok for row in rows)


def test_loss_is_checked_with_labels(x):
    """A loss takes labels and has no incoming gradient."""
    (row,) = gradient_check(HalfSquare(), x, labels=np.ones((4, 3)))

    assert (row.name, row.ok) == ("grad_input", True)


def test_kink_is_reported_not_judged():
    """At 0 a ReLU has no derivative: the student must not be told that 1 (or 0) is wrong by differences."""
    (row,) = gradient_check(Hinge(), np.array([[0.0, 1.0, -1.0]]))

    assert row.ok
    assert row.note == "1 at a kink of the function, not judged: move x a little"


def test_large_arrays_are_judged_by_a_sample():
    """3000 forward passes of a real layer would look like a hang; the row says what was judged."""
    layer = Scale()
    layer.weight, layer.bias = Parameter(np.ones(600)), Parameter(np.ones(600))
    rows = gradient_check(layer, np.random.default_rng(3).standard_normal((1, 600)))

    assert {row.note for row in rows} == {"500 of 600 entries judged"}
    assert all(row.ok for row in rows)


def test_nothing_of_the_layer_changes(x):
    """Parameters, their gradients, x and the global random state are what they were."""
    layer = Scale()
    data, grad, given = layer.weight.data, np.array([7.0, 8.0, 9.0]), x.copy()
    values, state = data.copy(), repr(np.random.get_state())  # noqa: NPY002
    layer.weight.grad = grad

    gradient_check(layer, x)

    assert layer.weight.data is data
    assert layer.weight.grad is grad
    assert layer.bias.grad is None
    assert repr(np.random.get_state()) == state  # noqa: NPY002
    np.testing.assert_array_equal(data, values)
    np.testing.assert_array_equal(grad, [7.0, 8.0, 9.0])
    np.testing.assert_array_equal(x, given)


def test_parameters_come_back_after_an_exception(x):
    """A backward that fails half-way leaves the layer as it was."""

    class Fails(Scale):
        def backward(self, grad_output):
            raise RuntimeError("half-way")

    layer = Fails()
    layer.weight.grad = grad = np.ones(3)
    with pytest.raises(RuntimeError, match="half-way"):
        gradient_check(layer, x)

    assert layer.weight.grad is grad


def test_float32_is_refused(x):
    """In float32 the differences are noise: better no answer than a wrong one."""
    with pytest.raises(ValueError, match=r"but weight is float32: make the layer with dtype=np\.float64"):
        gradient_check(Scale(np.float32), x)


def test_same_seed_same_table(x):
    """Two students with one layer see one table."""
    assert gradient_check(MeanBias(), x) == gradient_check(MeanBias(), x)
    assert isinstance(gradient_check(MeanBias(), x, seed=1)[0], Row)


def test_agrees_asks_for_mistakes_only_when_needed(x):
    """The candidates of a public check cost more differences: they are computed for a wrong gradient only."""

    def forbidden():
        raise AssertionError("not needed")

    assert agrees("g", x.copy(), lambda v: 0.5 * np.sum(v**2), x, mistakes=forbidden) < 1e-9
    with pytest.raises(AssertionError, match="the cube was meant"):
        agrees("g", 3 * x**2, lambda v: 0.5 * np.sum(v**2), x, mistakes=lambda: {"the cube was meant": 3 * x**2})


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (Scale, "gradient_check(layer, x) needs an object, but got the class Scale: make one, Scale(...)."),
        (3, "gradient_check(layer, x) needs a layer or a model, but got an int."),
    ],
)
def test_what_is_no_layer_has_a_sentence(x, layer, sentence):
    """A forgotten pair of parentheses is told as one."""
    with pytest.raises(TypeError) as caught:
        gradient_check(layer, x)

    assert str(caught.value) == sentence


def test_input_without_samples_is_refused():
    """Nothing was compared, so nothing is ok."""
    with pytest.raises(ValueError, match=r"^x has shape \(0, 3\), so there is nothing to differentiate"):
        gradient_check(Scale(), np.ones((0, 3)))


def test_table_is_shown_once(x):
    """A cell that ends in gradient_check shows what was printed, and no list of rows below it."""
    formatters = pytest.importorskip("IPython.core.formatters")

    assert formatters.DisplayFormatter().format(gradient_check(Scale(), x)) == ({}, {})
