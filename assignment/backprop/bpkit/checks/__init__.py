"""check("linear-backward", Linear): the public checks of an exercise, shown where the student works.

One file a notebook. Each has EXERCISES: grade_id -> properties, functions of the student's objects in the
order they are judged. A property's docstring is what the student reads: one line that says what must hold and,
after an empty one, what to try where it does not. It returns its evidence (or None) and raises Mismatch. The first
property of an exercise looks at types and shapes alone: where it fails the others are skipped, as they would only
say the same again. Its parameters are named after the objects to give.
"""

import difflib
import inspect
import os
import traceback

import numpy as np

from bpkit import card, desk
from bpkit.checks import activations, chain_rule, further, linear, losses, mlp, sgd, training
from bpkit.compare import Finding, Mismatch
from bpkit.module import Module

_ASKED_IN = {
    "00_chain_rule.ipynb": chain_rule.EXERCISES,
    "01_linear.ipynb": linear.EXERCISES,
    "02_relu.ipynb": activations.EXERCISES,
    "03_softmax_cross_entropy.ipynb": losses.EXERCISES,
    "04_sgd.ipynb": sgd.EXERCISES,
    "05_mlp_cifar10.ipynb": mlp.EXERCISES | training.EXERCISES,
    "06_going_further.ipynb": further.EXERCISES,
}
EXERCISES = {exercise: properties for asked in _ASKED_IN.values() for exercise, properties in asked.items()}
NOTEBOOK_OF = {exercise: notebook for notebook, asked in _ASKED_IN.items() for exercise in asked}

_AFTER_A_CRASH = "Run that line in a cell of its own, and print the shapes of what goes in."
_TO_DO = "Put your code where it says YOUR CODE HERE, then check again."

_NOT_THE_STUDENTS = tuple(
    os.path.join(os.path.dirname(os.path.abspath(path)), "") for path in (card.__file__, np.__file__, os.__file__)
)


class CheckFailed(AssertionError):
    """A property of the exercise does not hold; the message lists the properties and what was found.

    results: the card.Result of every property, passed ones too.
    """

    def __init__(self, exercise, results):
        super().__init__(_failures(exercise, results))
        self.exercise, self.results = exercise, results

    def _render_traceback_(self):
        """For IPython: the verdicts alone. The card above has the rest, and the frames would be this package's."""
        bad = [f"  {result.line}: {result.finding.what}" for result in self.results if result.finding]
        return [f"CheckFailed: {card.headline(self.exercise, self.results)}", *bad]


def check(exercise: str, *objects) -> None:
    """Run the public checks of an exercise on the student's objects and show the result.

    The hidden tests ask more. Deterministic: what it draws comes from generators of its own.

    Args:
        exercise: the grade_id, e.g. "linear-backward".
        objects: what the exercise asks for, e.g. the class Linear; for "training" train_epoch and accuracy.
    Raises:
        CheckFailed: an AssertionError, if a property does not hold, or nothing is written yet.
        ValueError: there is no such exercise; names the nearest.
        TypeError: objects are missing, too many, or cannot be called.
    """
    results = judge(exercise, *objects)
    card.show(exercise, results, desk.notes(NOTEBOOK_OF[exercise], names_of(exercise)))
    if any(result.outcome != card.PASSED for result in results):
        raise CheckFailed(exercise, results)


def judge(exercise: str, *objects) -> list[card.Result]:
    """What check would show: arguments as there, and the same ValueError and TypeError."""
    properties = _properties(exercise)
    _require_objects(exercise, objects, names_of(exercise))
    with np.errstate(all="ignore"):  # values are judged; a warning of numpy's would be one more line to read
        return _judged(properties, objects)


def names_of(exercise) -> list[str]:
    """The names of what check(exercise, ...) is to be given, e.g. ["Linear"]."""
    return list(inspect.signature(_properties(exercise)[0]).parameters)


def _properties(exercise):
    if exercise in EXERCISES:
        return EXERCISES[exercise]
    nearest = difflib.get_close_matches(str(exercise), EXERCISES, n=1, cutoff=0.0)[0]
    raise ValueError(f"There is no exercise {exercise!r}. Did you mean {nearest!r}?")


def _require_objects(exercise, objects, names):
    call = f"check({', '.join([repr(exercise).replace(chr(39), chr(34)), *names])})"
    if len(objects) != len(names):
        raise TypeError(f"{exercise} needs {' and '.join(names)}, but got {len(objects)} objects: write {call}")
    for name, value in zip(names, objects, strict=True):
        if not callable(value) or isinstance(value, Module):
            kind = "class" if name[0].isupper() else "function"
            raise TypeError(f"{name} must be the {kind} itself, but is a {type(value).__name__}: write {call}")


def _judged(properties, objects):
    results = []
    for judged in properties:
        line, _, advice = inspect.getdoc(judged).partition("\n\n")
        advice = advice.replace("\n", " ")
        if results and results[0].outcome != card.PASSED:
            results.append(card.Result(line, card.SKIPPED))
            continue
        try:
            results.append(card.Result(line, card.PASSED, judged(*objects) or ""))
        except Mismatch as mismatch:
            results.append(card.Result(line, card.FAILED, finding=mismatch.finding, advice=advice))
        except NotImplementedError as error:
            return [card.Result(_TO_DO, card.UNWRITTEN, _place(error))]
        except Exception as error:
            results.append(card.Result(line, card.FAILED, finding=_crash(error), advice=_AFTER_A_CRASH))
    return results


def _crash(error):
    return Finding(f"Your code raised {type(error).__name__}: {error}", where=_place(error))


def _place(error):
    """The student's own line that an exception came through last, or "" if it never reached their code."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not _elsewhere(f.filename)]
    if not frames:
        return ""
    frame = frames[-1]
    notebook = f"{frame.filename.strip('<>')}, " if ".ipynb" in frame.filename else ""
    source = f": {frame.line}" if frame.line else ""
    return f"{notebook}line {frame.lineno} in {frame.name}{source}"


def _elsewhere(filename):
    if filename.startswith("<"):  # a cell, not a file; where there are no files at all, abspath would raise
        return False
    return os.path.abspath(filename).startswith(_NOT_THE_STUDENTS) or "site-packages" in filename


def _failures(exercise, results):
    bad = [result for result in results if result.outcome != card.PASSED]
    return "\n".join([card.headline(exercise, results), *(line for result in bad for line in result.lines())])
