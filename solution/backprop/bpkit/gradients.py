"""Gradients by central differences, to check a backward by hand: gradient_check(Linear(3, 2), x).

The error of a central difference is about h^2 |f'''| / 6 + eps |f| / h. In float64 it is least near h = 1e-5,
where a network's gradient comes out to about 1e-10; in float32 the best is 1e-3, which is no check at all.
"""

from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np

from bpkit import compare, diagnosis
from bpkit.module import Module, Parameter, require_model

STEP = 1e-5  # times max(1, |x_i|)
MOST_ENTRIES = 500  # of one array; a larger one is judged by a sample, as each entry costs two forward passes
KINK = 1e-4  # slopes left and right of x that differ by this share of the largest one: not differentiable there


@dataclass(frozen=True)
class Row:
    """One gradient in the table of gradient_check.

    Attributes:
        name: "grad_input", or the parameter's name, such as "weight".
        shape: of the gradient.
        relative_error: max|backward - central differences| / max|central differences|, over the entries
            judged; infinite when there is no gradient of the right type and shape.
        ok: relative_error is below 1e-6.
        note: a hint, why entries were left out, or "".
    """

    name: str
    shape: tuple
    relative_error: float
    ok: bool
    note: str = ""

    def __str__(self):
        verdict = f"{self.relative_error:>9.1e}  {'ok' if self.ok else 'WRONG':<5}"
        return f"{self.name:<20} {self.shape!s:<14} {verdict}  {self.note}".rstrip()


class Table(list):
    """Rows that were printed already: a notebook does not show them a second time below a cell that ends in them."""

    def _ipython_display_(self):
        pass


def gradient_check(layer, x, *, labels=None, seed=0) -> Table:
    """Compare a layer's or a loss's backward with central differences of its forward, and print a table.

    Args:
        layer: has forward(x) and backward(grad_output), and may have parameters(), in float64. With labels, a
            loss: forward(x, labels) -> float and backward(). Its parameters and their grad are left as they
            were.
        x: the input, an array of any shape; taken as float64 and not changed.
        labels: labels or targets, for a loss.
        seed: draws the incoming gradient and, for arrays of more than 500 entries, the entries judged.
    Returns:
        Table: one Row for grad_input and one for each parameter. An entry at a kink of the function, such as ReLU at
        0, has no derivative; it is not judged, and the note counts it.
    Raises:
        ValueError: a parameter is not float64, as central differences in float32 are too coarse to judge anything;
            or x holds no numbers.
        TypeError: layer is no object with forward and backward.
    """
    require_model(layer, "gradient_check(layer, x)")
    x = np.array(x, dtype=np.float64)
    if not x.size:
        raise ValueError(f"x has shape {x.shape}, so there is nothing to differentiate: give it a sample or more.")
    parameters = _parameters(layer)
    rng = np.random.default_rng(seed)
    saved = [(p, p.data.copy()) for p in parameters.values()]
    with gradients_kept(parameters.values()):
        try:
            rows = _rows(layer, x, labels, parameters, rng)
        finally:
            for parameter, data in saved:
                parameter.data[...] = data
    print(*rows, sep="\n")
    return Table(rows)


@contextmanager
def gradients_kept(parameters):
    """While it lasts no gradient has arrived yet; afterwards each Parameter's grad is what it was."""
    kept = [(parameter, parameter.grad) for parameter in parameters]
    for parameter, _ in kept:
        parameter.grad = None
    try:
        yield
    finally:
        for parameter, grad in kept:
            parameter.grad = grad


def central_differences(f, x, h=STEP) -> np.ndarray:
    """The gradient of a scalar function at x, one coordinate at a time, with steps h * max(1, |x_i|).

    Args:
        f: takes a float64 array of x's shape, a fresh one at every call, and returns a number.
        x: the point, any shape; not changed.
    Returns:
        float64, of x's shape.
    """
    left, right = one_sided_slopes(f, x, h)
    return (left + right) / 2


def one_sided_slopes(f, x, h=STEP, entries=None) -> tuple[np.ndarray, np.ndarray]:
    """Slopes of f to the left and to the right of x; their mean is the central difference.

    Args:
        f, x, h: as in `central_differences`.
        entries: flat indices of the coordinates wanted, None for all of them.
    Returns:
        (left, right), float64; of x's shape, or (len(entries),).
    """
    x = np.array(x, dtype=np.float64)
    indices = np.arange(x.size) if entries is None else entries
    center = f(x.copy())
    left, right = np.empty(len(indices)), np.empty(len(indices))
    for k, i in enumerate(indices):
        step = h * max(1.0, abs(x.flat[i]))
        left[k] = (center - _at(f, x, i, -step)) / step
        right[k] = (_at(f, x, i, step) - center) / step
    return (left, right) if entries is not None else (left.reshape(x.shape), right.reshape(x.shape))


def _at(f, x, i, step):
    moved = x.copy()
    moved.flat[i] += step
    return f(moved)


def vector_jacobian(forward, x, grad_output) -> np.ndarray:
    """The gradient of <forward(x), grad_output> with respect to x, by central differences."""
    return central_differences(lambda moved: float(np.sum(forward(moved) * grad_output)), x)


def agrees(name, got, f, x, *, related=None, mistakes=None) -> float:
    """Demand that got is the gradient of the scalar function f at x, for a public check.

    Args:
        name, got: as in `compare.close`.
        f, x: as in `central_differences`; no kink within the step.
        related: facts for the hint, see `diagnosis.explain`.
        mistakes: () -> {hint: wrong answer}, called only if got is wrong.
    Returns:
        The relative error.
    Raises:
        compare.Mismatch: it is not; with the values at the worst entry.
    """
    compare.array(name, got, np.shape(x))
    want = central_differences(f, x)
    related = dict(related or {})
    if mistakes and not compare.relative_error(got, want) <= compare.FINITE_DIFFERENCES:
        related["candidates"] = mistakes()
    return compare.close(name, got, want, rtol=compare.FINITE_DIFFERENCES, related=related, reveal=True)


def evidence(error: float) -> str:
    """What a public check says about a gradient that agrees."""
    return f"agrees with central differences to {error:.0e}"


def with_values(parameter, forward):
    """forward() as a function of the values of a parameter, which afterwards are what they were."""

    def moved(values):
        before = parameter.data.copy()
        parameter.data[...] = values
        try:
            return forward()
        finally:
            parameter.data[...] = before

    return moved


def _rows(layer, x, labels, parameters, rng):
    if labels is None:
        output = layer.forward(x.copy())
        compare.array("what forward returns", output, np.shape(output))
        grad_output = rng.standard_normal(output.shape)
        grad_input = layer.backward(grad_output.copy())
    else:
        layer.forward(x.copy(), labels)
        grad_output = None
        grad_input = layer.backward()
    gradients = {"grad_input": grad_input} | {name: p.grad for name, p in parameters.items()}

    def scalar(moved):
        return layer.forward(moved, labels) if labels is not None else np.sum(layer.forward(moved) * grad_output)

    related = {"N": len(x) if x.ndim else 1, "x": x, "grad_output": grad_output}
    rows = [_row("grad_input", gradients["grad_input"], scalar, x, related, rng)]
    for name, parameter in parameters.items():
        function = with_values(parameter, lambda: scalar(x.copy()))
        rows.append(_row(name, gradients[name], function, parameter.data, {"N": related["N"]}, rng))
    return rows


def _row(name, got, f, x, related, rng):
    try:
        compare.array(name if name == "grad_input" else f"{name}.grad", got, x.shape)
    except compare.Mismatch as mismatch:
        return Row(name, np.shape(x), np.inf, False, mismatch.finding.what)
    whole = x.size <= MOST_ENTRIES
    entries = None if whole else rng.choice(x.size, MOST_ENTRIES, replace=False)
    left, right = one_sided_slopes(f, x, entries=entries)
    got = got if whole else got.flat[entries]
    kinks = at_kink(got, left, right)
    want = np.where(kinks, got, (left + right) / 2)
    error = compare.relative_error(got, want)
    ok = error <= compare.FINITE_DIFFERENCES
    notes = [] if ok else [diagnosis.explain(got, want, related)]
    if not whole:
        notes.append(f"{MOST_ENTRIES} of {x.size} entries judged")
    if kinks.any():
        notes.append(f"{np.count_nonzero(kinks)} at a kink of the function, not judged: move x a little")
    return Row(name, x.shape, error, ok, "; ".join(note for note in notes if note))


def at_kink(got, left, right):
    """Where got is not the central difference, but between the slopes left and right of a kink."""
    scale = np.max(np.abs(left + right) / 2, initial=0.0)
    slack = compare.FINITE_DIFFERENCES * scale
    between = (got >= np.minimum(left, right) - slack) & (got <= np.maximum(left, right) + slack)
    differs = np.abs(got - (left + right) / 2) > slack
    return between & differs & (np.abs(left - right) > KINK * scale)


def _parameters(layer) -> dict[str, Parameter]:
    """Names such as 'weight' or 'layers.0.weight' to parameters, all float64."""
    names = {id(parameter): name for name, parameter in _named(vars(layer), "")}
    listed = layer.parameters() if hasattr(layer, "parameters") else []
    found = {names.get(id(p), f"parameter {i}"): p for i, p in enumerate(listed)}
    for name, parameter in found.items():
        if parameter.data.dtype != np.float64:
            raise ValueError(
                f"gradient_check needs float64, but {name} is {parameter.data.dtype}: "
                "make the layer with dtype=np.float64."
            )
    return found


def _named(attributes, prefix):
    for key, value in attributes.items():
        if isinstance(value, Parameter):
            yield f"{prefix}{key}", value
        elif isinstance(value, Module):
            yield from _named(vars(value), f"{prefix}{key}.")
        elif isinstance(value, (list, tuple)):
            yield from _named(dict(enumerate(value)), f"{prefix}{key}.")
