"""Progress bars where somebody watches, silence where nobody does."""

import operator
import sys

from . import kernel


def progress(iterable, description="", total=None):
    """Pass the items of an iterable through, with a bar on a terminal or in a notebook.

    Args:
        iterable: anything to loop over.
        description: str, shown before the bar.
        total: number of items, for the remaining time; taken from len(iterable) where there is one.
    Yields:
        The items.
    """
    with progress_bar(description, total or operator.length_hint(iterable) or None) as bar:
        for item in iterable:
            yield item
            bar.update()


def progress_bar(description, total, done=0):
    """A context manager to advance by hand: `update(n=1)`, `set_description(text)`, `write(line)`.

    Args:
        description: str, shown before the bar.
        total: number of steps, or None when it is not known.
        done: steps that an earlier run has done; they are no part of the speed.
    Returns:
        A tqdm bar when tqdm is installed and standard error is a terminal or a notebook. Otherwise an object
        that prints the written lines and nothing else, so that a log stays readable.
    """
    in_notebook = kernel.shell() is not None
    if not (sys.stderr.isatty() or in_notebook):
        return _PlainLines()
    try:
        from tqdm import tqdm
    except ImportError:
        return _PlainLines()
    # a notebook keeps two streams in two boxes: a bar in the other one would stay behind after every written line
    stream = sys.stdout if in_notebook else sys.stderr
    return tqdm(total=total, initial=done, desc=description, dynamic_ncols=True, leave=False, file=stream)


class _PlainLines:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def update(self, n=1):
        pass

    def set_description(self, text):
        pass

    def write(self, line):
        print(line, flush=True)
