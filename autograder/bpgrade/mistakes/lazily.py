"""Tables of mistakes are made when a value is wrong and somebody asks why: most values are right."""

import functools
from collections.abc import Callable


class Lazy:
    """What a function will return, made at the first look: a table, or a list or tuple of tables."""

    def __init__(self, make: Callable):
        self._made = functools.cache(make)

    def items(self):
        """Those of the table."""
        return self._made().items()

    def __or__(self, other):
        return Lazy(lambda: dict(self.items()) | dict(other.items()))

    def __ror__(self, other):
        return Lazy(lambda: dict(other.items()) | dict(self.items()))

    def __getitem__(self, index: int):
        return Lazy(lambda: self._made()[index])

    def part(self, index: int):
        """A table with the same hints, and one entry of each of its values."""
        return Lazy(lambda: {hint: values[index] for hint, values in self.items()})


def lazily(function: Callable) -> Callable:
    """A function whose result is made when it is looked at."""

    @functools.wraps(function)
    def later(*args, **kwargs):
        return Lazy(functools.partial(function, *args, **kwargs))

    return later


def parts_lazily(count: int | Callable[..., int]) -> Callable:
    """The same for a function that returns so many tables: they can be told apart before they are made.

    Args:
        count: how many, or a function of the arguments that says it.
    """

    def decorate(function):
        @functools.wraps(function)
        def later(*args, **kwargs):
            whole = Lazy(functools.partial(function, *args, **kwargs))
            return [whole[index] for index in range(count if isinstance(count, int) else count(*args, **kwargs))]

        return later

    return decorate
