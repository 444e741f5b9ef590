"""What the checks of all notebooks share; goes before them into every nbgrader cell and otter test file."""

import numpy as np
import torch


def normal(rng, *shape):
    """Standard normal float64 array."""
    return rng.standard_normal(shape)


def tensor(array, requires_grad=False):
    """A float64 tensor with a copy of an array."""
    return torch.tensor(np.asarray(array, dtype=np.float64), requires_grad=requires_grad)


def autograd(function, inputs, upstream=None):
    """(output, gradients) of a torch function of arrays, for an upstream gradient; None for a scalar output."""
    leaves = [tensor(array, requires_grad=True) for array in inputs]
    output = function(*leaves)
    grads = torch.autograd.grad(output, leaves, None if upstream is None else tensor(upstream))
    return output.detach().numpy(), [grad.numpy() for grad in grads]


def close(name, got, want, rtol=1e-7, dtype=None):
    """Assert that an array has the shape, a floating dtype and the values that are wanted."""
    want = np.asarray(want)
    assert isinstance(got, np.ndarray), f"{name} must be an array, not a {type(got).__name__}"
    assert got.shape == want.shape, f"{name} must have shape {want.shape}, not {got.shape}"
    assert np.issubdtype(got.dtype, np.floating), f"{name} must be floating point, not {got.dtype}"
    assert dtype is None or got.dtype == dtype, f"{name} must be {np.dtype(dtype)}, not {got.dtype}"
    atol = rtol * max(1.0, np.abs(want).max(initial=0.0))
    np.testing.assert_allclose(got, want, rtol=rtol, atol=atol, err_msg=name)


def number(name, got, want, rtol=1e-9):
    """Assert that a loss is one number and right."""
    assert np.ndim(got) == 0, f"{name} must be one number"
    np.testing.assert_allclose(float(got), want, rtol=rtol, atol=1e-13, err_msg=name)


def unchanged(name, before, after):
    """Assert that an argument is as it was."""
    assert np.array_equal(before, after), f"{name} was changed"


def central_differences(function, x, h=1e-5):
    """Gradient of a scalar function of x by moving the entries of x itself in turn."""
    slopes = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        above = function()
        x[index] = before - h
        slopes[index] = (above - function()) / (2 * h)
        x[index] = before
    return slopes
