"""Parameter and Module: what every layer of the kit is made of."""

import numpy as np

from bpkit.finding import describe


class Parameter:
    """An array that training changes, together with its gradient.

    Attributes:
        data: the values, an ndarray of floating dtype and any shape. Optimizers change it in place.
        grad: dL/d(data), an ndarray of data's shape, or None when no gradient has arrived since `zero_grad`.
    """

    def __init__(self, data):
        self.data = np.asarray(data)
        self.grad = None

    def accumulate(self, grad, copy=True):
        """Add a gradient into `.grad`, creating it when it is None.

        Args:
            grad: one contribution to dL/d(data), an array of exactly data's shape. It is not kept: a later
                change to it changes nothing here.
            copy: False gives the array away: it may become `.grad` itself, so nobody else may hold or change it.
        Raises:
            ValueError: the shape is not that of data. Broadcasting would hide the mistake.
        """
        grad = np.asarray(grad)
        if grad.shape != self.data.shape:
            raise ValueError(f"a gradient has its parameter's shape {self.data.shape}, but this one has {grad.shape}")
        if self.grad is None:
            self.grad = grad.astype(self.data.dtype, copy=copy)
        else:
            self.grad += grad

    def __repr__(self):
        state = "None" if self.grad is None else "set"
        return f"Parameter(shape={self.data.shape}, dtype={self.data.dtype}, grad={state})"


class Module:
    """Base class of layers and models: calling one runs its `forward`.

    Attributes:
        needs_grad_input: False says that nobody uses the gradient of this module's input, as it is with a network's
            first layer in training; its `backward` may then save the work and return None.
    """

    needs_grad_input = True

    def __call__(self, *args, **kwargs):
        return self.forward(*args, **kwargs)

    def parameters(self):
        """All Parameters of this module and of the modules inside it, in order of definition, each once.

        Returns:
            list[Parameter]: found among the attributes, and in lists, tuples and dicts among them.
        """
        found, seen = [], {id(self)}
        _collect(list(vars(self).values()), found, seen)
        return found


def _collect(values, found, seen):
    for value in values:
        if id(value) in seen:
            continue
        if isinstance(value, Parameter):
            seen.add(id(value))
            found.append(value)
        elif isinstance(value, Module):
            seen.add(id(value))
            _collect(_inside(value), found, seen)
        elif isinstance(value, (list, tuple, dict)):
            seen.add(id(value))  # only while inside: what an overridden parameters() made may be freed afterwards
            _collect(value.values() if isinstance(value, dict) else value, found, seen)
            seen.discard(id(value))


def _inside(module):
    """A module's own `parameters` if it has one; else its attributes, so that modules which hold each other end."""
    own = type(module).parameters is not Module.parameters
    return module.parameters() if own else list(vars(module).values())


def require_model(model, call, kind=object):
    """Raise a TypeError that says how to write it, unless model is an object with forward and backward.

    Args:
        model: what a student gave.
        call: what they wrote, as they should have, e.g. "draw_graph(model, x)".
        kind: a class that it has to be of.
    """
    if isinstance(model, type):
        raise TypeError(f"{call} needs an object, but got the class {model.__name__}: make one, {model.__name__}(...).")
    if not isinstance(model, kind) or not (hasattr(model, "forward") and hasattr(model, "backward")):
        raise TypeError(f"{call} needs a layer or a model, but got {describe(model)}.")
