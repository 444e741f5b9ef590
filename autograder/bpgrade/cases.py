"""How hidden tests set up their cases: secret-seeded inputs in general position, layers with known parameters."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np

from bpgrade import student as proxy


def normal(rng, *shape, scale=1.0):
    """Standard normal float64 array times scale."""
    return scale * rng.standard_normal(shape)


def away_from_zero(rng, *shape):
    """Values of both signs, at least 0.1 from the kink of ReLU, so that central differences never cross it."""
    # Dealt, not drawn: of 12 drawn signs all are negative for one secret in 4,096, and ReLU's output is 0 everywhere.
    signs = rng.permutation(np.resize([-1.0, 1.0], int(np.prod(shape))))
    return signs.reshape(shape) * rng.uniform(0.1, 2.0, shape)


def strided(array):
    """The same values in a view that is not contiguous."""
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wide[..., ::2] = array
    return wide[..., ::2]


def linear(student, rng, n=5, d=4, m=3, dtype="float64"):
    """A student's Linear with known values: .layer .x (n,d) .weight (m,d) .bias (m,) .grad_output (n,m)."""
    case = SimpleNamespace(
        x=normal(rng, n, d), weight=normal(rng, m, d), bias=normal(rng, m), grad_output=normal(rng, n, m)
    )
    case.layer = student.Linear(d, m, rng=proxy.rng(rng.integers(1 << 31)), dtype=proxy.dtype(dtype))
    case.layer.assign("weight", "data", value=case.weight)
    case.layer.assign("bias", "data", value=case.bias)
    return case


def twins(student, rng, n=5, dtype="float64"):
    """Two Linear layers with equal parameters and data; dtype is the second's."""
    seed = int(rng.integers(1 << 31))
    return tuple(linear(student, np.random.default_rng(seed), n=n, dtype=kind) for kind in ("float64", dtype))


def parameters(student, rng, *shapes):
    """bpkit Parameters in the jail with known values: (list of Things, list of arrays)."""
    values = [normal(rng, *shape) for shape in shapes]
    return [student.Parameter(value) for value in values], values


def give(things, grads):
    """Set the gradients of Parameters in the jail; None for no gradient."""
    for thing, grad in zip(things, grads, strict=True):
        thing.grad = grad


def run_sgd(student, start, grads, lrs, at=None, **options):
    """Steps of the student's SGD: for each step the list of values after it.

    Args:
        start: the parameters' starting values.
        grads: for each step a list of gradients, None for a parameter without one.
        lrs: the learning rate of each step.
        at: for each step the values it starts from; None: where the step before ended.
        options: momentum, weight_decay, nesterov.
    """
    things = [student.Parameter(value) for value in start]
    optimizer = student.SGD(things, lr=lrs[0], **options)
    path = []
    for number, (step_grads, lr) in enumerate(zip(grads, lrs, strict=True)):
        if number and lr != lrs[number - 1]:
            optimizer.lr = lr
        for thing, value in zip(things, at[number] if at else (), strict=bool(at)):
            thing.assign("data", value=value)
        give(things, step_grads)
        optimizer.step.keep()
        path.append(student.gather(things, "data"))
    return path


def mlp(student, rng, sizes, dtype="float64"):
    """A student's MLP with known values: .model .parameters (Things in network order) .values (W1, b1, W2, b2, ...).

    A parameter's shape is its name, so that the order of parameters() does not matter; those of one shape get the
    same values, and only the last of them is in .parameters.
    """
    model = student.MLP(list(sizes), rng=proxy.rng(rng.integers(1 << 31)), dtype=proxy.dtype(dtype))
    shapes = [shape for d, m in pairwise(sizes) for shape in ((m, d), (m,))]
    values = {shape: normal(rng, *shape, scale=1 / np.sqrt(shape[1]) if shape[1:] else 0.3) for shape in shapes}
    found = {}
    things = [thing for thing in model.parameters() if isinstance(thing, proxy.Thing)]
    for thing, data in zip(things, student.gather(things, "data"), strict=True):
        found[np.shape(data)] = thing
        if np.shape(data) in values:
            thing.assign("data", value=values[np.shape(data)])
    listed = [found.get(shape) for shape in shapes]
    return SimpleNamespace(model=model, parameters=listed, values=[values[shape] for shape in shapes])
