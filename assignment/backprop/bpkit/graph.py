"""draw_graph(model, x): a model's layers, with the shapes and sizes of what flows through them, forward and back."""

import html
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from bpkit.gradients import gradients_kept
from bpkit.module import Module, Parameter, require_model

_WIDTH, _LINE, _GAP = 600, 18, 22  # pixels: the picture, a line of text, an arrow
_FORWARD, _BACKWARD = 130, 400  # where the arrows down and up are
_STYLE = "max-width:100%;height:auto;font:13px sans-serif;fill:currentColor"


@dataclass
class Box:
    """One use of a layer, in the order of forward.

    Attributes:
        name: its class.
        output: shape of what forward returned.
        parameters: (name, shape, norm of its gradient or None) of each Parameter of the layer.
        grad_input: (shape, norm) of what backward returned; None if it was not called, or returned nothing.
    """

    name: str
    output: tuple
    parameters: list = field(default_factory=list)
    grad_input: tuple | None = None


@dataclass
class Graph:
    """What draw_graph found: a picture in a notebook, text where it is printed.

    Attributes:
        input: shape of x.
        boxes: list of Box.
        grad_output: (shape, norm) of the gradient that was sent in at the end.
    """

    input: tuple
    boxes: list
    grad_output: tuple

    def __str__(self):
        lines = [self._value(0)]
        for i, box in enumerate(self.boxes):
            lines += [f"    {box.name}", *(f"        {_parameter(*each)}" for each in box.parameters)]
            lines.append(self._value(i + 1))
        return "\n".join(lines)

    def _repr_html_(self):
        return self.svg()

    def svg(self):
        """The picture: str, an inline SVG element in the colours of the page around it."""
        parts, y = [_text(0, self._names(0), self._gradient(0))], _LINE
        for i, box in enumerate(self.boxes):
            height = _LINE * (1 + len(box.parameters)) + 10
            parts += [_arrows(y), _rectangle(y + _GAP, height, box), _arrows(y + _GAP + height)]
            y += 2 * _GAP + height
            parts.append(_text(y, self._names(i + 1), self._gradient(i + 1)))
            y += _LINE
        label = html.escape(str(self), quote=True)
        size = f'width="{_WIDTH}" height="{y + 8}" viewBox="0 0 {_WIDTH} {y + 8}"'
        return f'<svg role="img" aria-label="{label}" {size} style="{_STYLE}">{"".join(parts)}</svg>'

    def _value(self, i):
        return f"{self._names(i):<28} {self._gradient(i)}"

    def _names(self, i):
        """The value before the i-th box, or behind the last: what it is called, and its shape."""
        return f"x {self.input}" if i == 0 else f"{self._name(i)} {self.boxes[i - 1].output}"

    def _gradient(self, i):
        found = self.boxes[i].grad_input if i < len(self.boxes) else self.grad_output
        return f"d{self._name(i)} {found[0]}, norm {found[1]:.3g}" if found else f"d{self._name(i)}: none"

    def _name(self, i):
        return "x" if i == 0 else "y" if i == len(self.boxes) else f"h{i}"


def draw_graph(model, x, grad_output=None):
    """Run forward and backward once, and draw every layer with what goes through it.

    Args:
        model: a Module made of Modules, or a single layer. Its gradients are afterwards what they were; what its layers
            keep for backward is that of x.
        x: a batch, (N, ...).
        grad_output: the gradient to send back, of the shape of the output, e.g. `loss.backward()`; random if None.
    Returns:
        Graph: the last line of a cell shows it; `.svg()` is the picture, `print` gives text. Norms are those of whole
        arrays, sqrt(sum of squares).
    Raises:
        ValueError: forward returned no array, or grad_output has another shape.
        TypeError: model is no Module.
    """
    require_model(model, "draw_graph(model, x)", Module)
    forward, backward = [], []
    with gradients_kept(model.parameters()), _traced(model, forward, backward):
        output = model.forward(x)
        grad_output = _upstream(output, grad_output)
        model.backward(grad_output)
        boxes = _boxes(forward, backward)
    return Graph(np.shape(x), boxes, _measured(grad_output))


def _upstream(output, grad_output):
    if type(output) is not np.ndarray:
        raise ValueError(f"draw_graph needs an array from forward, but got a {type(output).__name__}.")
    if grad_output is None:
        return np.random.default_rng(0).standard_normal(output.shape).astype(np.result_type(output, np.float32))
    if np.shape(grad_output) != output.shape:
        raise ValueError(f"grad_output has shape {np.shape(grad_output)}, but the output has {output.shape}.")
    return grad_output


def _boxes(forward, backward):
    """Each use of a layer with the backward call that belongs to it: the latest use is the first to be answered."""
    boxes, waiting = [], {}
    for layer, output in forward:
        boxes.append(Box(type(layer).__name__, np.shape(output), _parameters(layer)))
        waiting.setdefault(id(layer), []).append(boxes[-1])
    for layer, grad_input in backward:
        if waiting.get(id(layer)) and grad_input is not None:
            waiting[id(layer)].pop().grad_input = _measured(grad_input)
    return boxes


def _parameters(layer):
    return [
        (name, each.data.shape, None if each.grad is None else _norm(each.grad))
        for name, each in vars(layer).items()
        if isinstance(each, Parameter)
    ]


def _layers(module, above=()):
    """The modules that hold no others but those they are held by (`above`), each once, by id."""
    above = (*above, id(module))
    inner = [each for each in _held(vars(module).values()) if id(each) not in above]
    return {key: layer for each in inner for key, layer in _layers(each, above).items()} or {id(module): module}


def _held(values):
    for value in values:
        if isinstance(value, Module):
            yield value
        elif isinstance(value, (list, tuple, dict)):
            yield from _held(value.values() if isinstance(value, dict) else value)


@contextmanager
def _traced(model, forward, backward):
    """While it lasts, every call of a layer is noted: (layer, what it returned)."""
    layers = _layers(model).values()
    try:
        for layer in layers:
            for name, calls in (("forward", forward), ("backward", backward)):
                vars(layer)[name] = partial(_noted, layer, getattr(layer, name), calls)
        yield
    finally:
        for layer in layers:
            vars(layer).pop("forward", None)
            vars(layer).pop("backward", None)


def _noted(layer, method, calls, *args, **kwargs):
    returned = method(*args, **kwargs)
    calls.append((layer, returned))
    return returned


def _measured(array):
    return np.shape(array), _norm(array)


def _norm(array):
    return float(np.linalg.norm(np.asarray(array, dtype=np.float64)))


def _parameter(name, shape, norm):
    return f"{name} {shape}   gradient: {'none' if norm is None else f'norm {norm:.3g}'}"


def _text(y, forward, backward):
    return f'<text x="{_FORWARD}" y="{y + 14}" text-anchor="middle">{html.escape(forward)}</text>' + (
        f'<text x="{_BACKWARD}" y="{y + 14}" text-anchor="middle">{html.escape(backward)}</text>'
    )


def _rectangle(y, height, box):
    lines = [f"<tspan font-weight='bold'>{html.escape(box.name)}</tspan>"]
    lines += [html.escape(_parameter(*each)) for each in box.parameters]
    texts = "".join(f'<text x="60" y="{y + 19 + _LINE * i}">{line}</text>' for i, line in enumerate(lines))
    frame = f'<rect x="45" y="{y}" width="{_WIDTH - 90}" height="{height}" rx="5" fill="none" stroke="currentColor"/>'
    return frame + texts


def _arrows(y):
    """Forward goes down, the gradient comes up, dashed."""
    down = f"M{_FORWARD} {y + 3}v{_GAP - 6}m-4 -6l4 6l4 -6"
    up = f"M{_BACKWARD} {y + _GAP - 3}v{6 - _GAP}"
    head = f"M{_BACKWARD - 4} {y + 9}l4 -6l4 6"
    return (
        f'<path d="{down}{head}" fill="none" stroke="currentColor"/>'
        f'<path d="{up}" fill="none" stroke="currentColor" stroke-dasharray="4 3"/>'
    )
