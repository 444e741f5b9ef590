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
    return rng.choice([-1.0, 1.0], shape) * rng.uniform(0.1, 2.0, shape)


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


def run_sgd(student, rng, shapes, steps, lrs, **options):
    """Steps of the student's SGD: (starting values, gradients of each step, values after each step)."""
    things, start = parameters(student, rng, *shapes)
    grads = [[normal(rng, *shape) for shape in shapes] for _ in range(steps)]
    optimizer = student.SGD(things, lr=lrs[0], **options)
    path = []
    for step_grads, lr in zip(grads, lrs, strict=True):
        optimizer.lr = lr
        give(things, step_grads)
        optimizer.step.keep()
        path.append(student.gather(things, "data"))
    return start, grads, path


def mlp(student, rng, sizes, dtype="float64"):
    """A student's MLP with known values: .model .parameters (Things in network order) .values (W1, b1, W2, b2, ...).

    Sizes that differ make every parameter's shape its name, so that the order of parameters() does not matter.
    """
    model = student.MLP(list(sizes), rng=proxy.rng(rng.integers(1 << 31)), dtype=proxy.dtype(dtype))
    found = parameters_by_shape(student, model)
    case = SimpleNamespace(model=model, parameters=[], values=[])
    for d, m in pairwise(sizes):
        for shape in ((m, d), (m,)):
            value = normal(rng, *shape, scale=1 / np.sqrt(d) if len(shape) == 2 else 0.3)
            case.parameters.append(found.get(shape))
            case.values.append(value)
            if shape in found:
                found[shape].assign("data", value=value)
    return case


def parameters_by_shape(student, model):
    """shape -> Parameter of the list that model.parameters() gives."""
    things = [thing for thing in model.parameters() if isinstance(thing, proxy.Thing)]
    return {np.shape(data): thing for thing, data in zip(things, student.gather(things, "data"), strict=True)}
