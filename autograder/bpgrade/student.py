"""The `student` of a hidden test: a proxy whose calls, attribute reads and writes cross the wall."""

import numpy as np

from bpgrade.wall.wire import Handle, Marker

_STEP = 1e-5  # of central differences: near the best for float64: the error is about 1e-10
_METHODS = frozenset(["forward", "backward", "parameters", "step", "zero_grad", "append"])


def rng(seed):
    """A numpy Generator made in the jail: default_rng(seed)."""
    return Marker("rng", int(seed))


def dtype(name):
    """A numpy dtype class made in the jail, e.g. np.float32."""
    return Marker("dtype", name)


class Student:
    """The student's definitions by name: `student.Linear(3, 4)` constructs in the jail and returns a Thing.

    Values that come back are plain Python values and fresh numpy arrays; everything else is a Thing, an opaque
    reference to an object that stays in the jail.
    """

    def __init__(self, session):
        self._session = session

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        self._session.need(name)
        return Function(self._session, name)

    def hold(self, value):
        """A Thing that stands for this value in the jail, so that what becomes of it can be fetched."""
        return _kept(self._session, "hold", value)

    def function(self, kind, *arrays):
        """A Thing: one of the worker's FUNCTIONS with these coefficients, for student code to be called with."""
        return _kept(self._session, "function", kind, list(arrays))

    def gather(self, things, *path):
        """The value at a path below each of many Things, in one go."""
        return from_reply(self._session, self._session.ask("gather", as_argument(list(things)), list(path)))

    def drain(self, thing, limit=1000):
        """The items of an iterator in the jail, as a list of at most limit + 1."""
        return from_reply(self._session, self._session.ask("drain", as_argument(thing), limit))

    def differences(self, array, *calls, upstream=1.0):
        """Gradient of sum(result * upstream) of the last call with respect to an array, by central differences.

        Args:
            array: Thing, an ndarray in the jail, float64; it is moved entry by entry and put back.
            calls: (function, arguments) pairs, e.g. (layer.forward, [x]); run anew for each move.
            upstream: the upstream gradient, an array of the result's shape, or a number.
        Returns:
            float64 array of the array's shape; None when the results do not fit upstream.
        """
        at = array.fetch()
        steps = _STEP * np.maximum(1.0, np.abs(at)).ravel()
        wired = [function.as_call(arguments) for function, arguments in calls]
        results = self._session.ask("differences", as_argument(array), [], steps, wired)
        return _slopes(results, steps, np.asarray(upstream, dtype=np.float64), at.shape)


def _slopes(results, steps, upstream, shape):
    if type(results) is not list or len(results) != 2 * len(steps):
        return None
    if any(type(result) is not np.ndarray or result.shape != upstream.shape for result in results):
        return None
    # subtracting first keeps the digits of small slopes beside large values
    changes = [np.sum((up - down) * upstream) for up, down in zip(results[::2], results[1::2], strict=True)]
    return (np.array(changes, dtype=np.float64) / (2 * steps)).reshape(shape)


class Thing:
    """An object that stays in the jail. Attributes are read and written there, methods called there."""

    def __init__(self, session, handle):
        object.__setattr__(self, "_session", session)
        object.__setattr__(self, "_handle", handle)

    def __getattr__(self, name):
        if name in _METHODS:
            return Function(self._session, self._handle, name)
        return self.fetch(name)

    def __setattr__(self, name, value):
        self._session.later("set", self._handle, [name], as_argument(value))

    def __call__(self, *args, **kwargs):
        return Function(self._session, self._handle)(*args, **kwargs)

    def thing(self, *path):
        """The object at a path of attribute names and indices below this one, as a Thing."""
        return _kept(self._session, "get", self._handle, list(path))

    def fetch(self, *path):
        """The value at a path below this one; this one itself without a path."""
        return from_reply(self._session, self._session.ask("get", self._handle, list(path)))

    def assign(self, *path, value):
        """Write into the array at a path in place, so that whoever holds it sees the change."""
        self._session.later("assign", self._handle, list(path), value)


class Function:
    """Something that can be called in the jail."""

    def __init__(self, session, target, method=""):
        self._session, self._target, self._method = session, target, method

    def __call__(self, *args, **kwargs):
        """Call it. A class makes a Thing; the result of anything else crosses the wall if it can."""
        if type(self._target) is str and self._target[0].isupper():
            return self.keep(*args, **kwargs)
        return from_reply(self._session, self._session.ask("call", *self.as_call(args, kwargs)))

    def keep(self, *args, **kwargs):
        """Call it and leave the result in the jail: returns a Thing."""
        label = self._target if type(self._target) is str else ""
        return _kept(self._session, "call", *self.as_call(args, kwargs), label=label)

    def as_call(self, args=(), kwargs=None):
        """The call as the worker's Desk.call takes it."""
        return [self._target, self._method, as_argument(list(args)), as_argument(kwargs or {})]


def _kept(session, operation, *arguments, label=""):
    """A Thing for what an operation will keep in the jail; the operation goes along with the next question."""
    number = session.number()
    session.later(operation, *arguments, number)
    return Thing(session, Handle(number, label))


def as_argument(value):
    """A value with Things replaced by their handles."""
    if isinstance(value, Thing):
        return object.__getattribute__(value, "_handle")
    if type(value) in (list, tuple):
        return type(value)(as_argument(item) for item in value)
    if type(value) is dict:
        return {key: as_argument(item) for key, item in value.items()}
    return value


def from_reply(session, value):
    """A received value with handles replaced by Things."""
    if type(value) is Handle:
        return Thing(session, value)
    if type(value) in (list, tuple):
        return type(value)(from_reply(session, item) for item in value)
    if type(value) is dict:
        return {key: from_reply(session, item) for key, item in value.items()}
    return value
