"""Parameter and Module: gradients add up in arrays of their own, and a model finds each parameter once."""

import re

import numpy as np
import pytest

from bpkit import Module, Parameter


class Box(Module):
    """A module with the attributes it is given."""

    def __init__(self, **attributes):
        vars(self).update(attributes)


def parameters(count):
    return [Parameter(np.zeros(n + 1)) for n in range(count)]


def test_the_first_gradient_is_copied():
    """Protects .grad from an array that is edited later, and that array from what follows."""
    parameter, grad = Parameter(np.zeros(2)), np.ones(2)

    parameter.accumulate(grad)
    parameter.accumulate(grad)
    grad[:] = 9.0

    np.testing.assert_array_equal(parameter.grad, [2.0, 2.0])
    np.testing.assert_array_equal(parameter.data, [0.0, 0.0])


def test_gradients_add_up():
    """Protects weights that are used twice: as in torch, gradients add until they are reset."""
    parameter = Parameter(np.zeros((2, 1)))

    parameter.accumulate(np.array([[1.0], [2.0]]))
    parameter.accumulate([[10], [20]])
    np.testing.assert_array_equal(parameter.grad, [[11.0], [22.0]])

    parameter.grad = None
    parameter.accumulate(np.array([[3.0], [4.0]]))
    np.testing.assert_array_equal(parameter.grad, [[3.0], [4.0]])


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("grad_dtype", [np.float32, np.float64, np.int64])
def test_the_gradient_has_the_parameters_dtype(dtype, grad_dtype):
    """Protects float32 training from a float64 gradient that slips in."""
    parameter = Parameter(np.zeros(3, dtype))

    for _ in range(2):
        parameter.accumulate(np.ones(3, grad_dtype))
        assert parameter.grad.dtype == dtype


@pytest.mark.parametrize("grad", [np.zeros(3), np.zeros((1, 3)), np.zeros((3, 2)), 0.0])
@pytest.mark.parametrize("before", [None, np.ones((2, 3))])
def test_a_gradient_of_another_shape_is_refused(grad, before):
    """Protects from broadcasting, which would hide a missing sum over the batch; .grad stays as it was."""
    parameter = Parameter(np.zeros((2, 3)))
    parameter.grad = before
    sentence = f"a gradient has its parameter's shape (2, 3), but this one has {np.shape(grad)}"

    with pytest.raises(ValueError, match=f"^{re.escape(sentence)}$"):
        parameter.accumulate(grad)
    assert parameter.grad is before


def test_how_a_parameter_looks():
    """Protects what a student sees on printing one."""
    parameter = Parameter(np.zeros((2, 3), np.float32))
    assert repr(parameter) == "Parameter(shape=(2, 3), dtype=float32, grad=None)"

    parameter.accumulate(np.zeros((2, 3)))
    assert repr(parameter) == "Parameter(shape=(2, 3), dtype=float32, grad=set)"


def test_calling_is_forward():
    """Protects model(x), with any arguments."""

    class Scale(Module):
        def forward(self, x, by=2):
            return x * by

    assert (Scale()(3), Scale()(3, by=5)) == (6, 15)


def test_parameters_in_the_order_of_their_definition():
    """Protects the optimizer's list: attributes, lists, tuples, dicts and modules in them, to any depth."""
    a, b, c, d, e, f = parameters(6)
    inner = Box(first=b, rest=[(c,), {"x": [Box(deep=d)]}])

    model = Box(a=a, inner=inner, n=3, name="relu", none=None, e={"k": e}, f=f)

    assert model.parameters() == [a, b, c, d, e, f]
    assert Box().parameters() == []


def test_each_parameter_once():
    """Protects shared weights from being updated twice in one step."""
    a, b = parameters(2)
    shared = Box(a=a)

    assert Box(one=shared, two=shared, pair=[a, b], again=(b, a)).parameters() == [a, b]


def test_an_overridden_parameters_is_asked():
    """Protects students who say themselves what their layer trains, in fresh lists too."""

    class Own(Box):
        def parameters(self):
            return [[self.hidden()]]

    kept = parameters(3)
    own = [Own(hidden=lambda p=parameter: p) for parameter in kept]

    assert Box(layers=own, extra=kept[0]).parameters() == kept


def test_circles_come_to_an_end():
    """Protects models whose layers know their model, and containers that hold themselves."""
    a, b = parameters(2)
    child, items = Box(b=b), [a]
    parent = Box(a=a, child=child, items=items)
    child.parent, child.me = parent, child
    items.append(items)
    parent.table = {"self": parent}
    parent.table["table"] = parent.table

    assert parent.parameters() == [a, b]
    assert child.parameters() == [b, a]
