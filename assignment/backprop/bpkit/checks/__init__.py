"""check("linear-backward", Linear): the public checks of an exercise, shown where the student works.

One file a notebook. Each has EXERCISES: grade_id -> properties, functions of the student's objects in the
order they are judged. A property's docstring is what the student reads: one line that says what must hold and,
after an empty one, what to try where it does not. It returns its evidence (or None) and raises Mismatch. The first
property of an exercise looks at types and shapes alone: where it fails the others are skipped, as they would only
say the same again. Its parameters are named after the objects to give.
"""

import difflib
import inspect

import numpy as np

from bpkit import card, desk
from bpkit.checks import activations, chain_rule, crash, further, linear, losses, mlp, sgd, training
from bpkit.compare import Mismatch, describe
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

_TO_DO = "Put your code where it says YOUR CODE HERE, then check again."
_TO_DO_ELSEWHERE = "Write it in {0} first, where it says YOUR CODE HERE; save {0}, and import from it again."

_ASKED_FOR = {name for properties in EXERCISES.values() for name in inspect.signature(properties[0]).parameters}


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
    if not card.all_passed(results):
        raise CheckFailed(exercise, results)


def judge(exercise: str, *objects) -> list[card.Result]:
    """What check would show: arguments as there, and the same ValueError and TypeError."""
    properties = _properties(exercise)
    _require_objects(exercise, objects, names_of(exercise))
    with np.errstate(all="ignore"):  # values are judged; a warning of numpy's would be one more line to read
        return _judged(properties, objects, NOTEBOOK_OF[exercise])


def names_of(exercise) -> list[str]:
    """The names of what check(exercise, ...) is to be given, e.g. ["Linear"]."""
    return list(inspect.signature(_properties(exercise)[0]).parameters)


def _properties(exercise):
    if isinstance(exercise, str) and exercise in EXERCISES:
        return EXERCISES[exercise]
    if not isinstance(exercise, str):
        raise TypeError(f"check needs the name of the exercise first, e.g. {_call('relu')}")
    nearest = difflib.get_close_matches(exercise, EXERCISES, n=1)
    hint = f"Did you mean {nearest[0]!r}?" if nearest else f"There are {', '.join(EXERCISES)}."
    raise ValueError(f"There is no exercise {exercise!r}. {hint}")


def _require_objects(exercise, objects, names):
    if len(objects) != len(names):
        got = {0: "nothing", 1: "one object"}.get(len(objects), f"{len(objects)} objects")
        raise TypeError(f"{exercise} needs {' and '.join(names)}, but got {got}: write {_call(exercise)}")
    for name, value in zip(names, objects, strict=True):
        if not callable(value) or isinstance(value, Module):
            kind = "class" if name[0].isupper() else "function"
            raise TypeError(f"{name} must be the {kind} itself, but is {describe(value)}: write {_call(exercise)}")
        other = getattr(value, "__name__", name)
        if other != name and isinstance(other, str) and other in _ASKED_FOR:
            raise TypeError(f"{exercise} is about {name}, but got {other}: write {_call(exercise)}")


def _call(exercise):
    return f'check("{exercise}", {", ".join(names_of(exercise))})'


def _judged(properties, objects, notebook):
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
            return [_unwritten(error, notebook)]
        except (Exception, SystemExit) as error:
            results.append(card.Result(line, card.FAILED, finding=crash.finding(error), advice=crash.advice(error)))
    return results


def _unwritten(error, notebook):
    other = crash.notebook(error)
    if other in ("", notebook):
        return card.Result(_TO_DO, card.UNWRITTEN, crash.place(error))
    return card.Result(_TO_DO_ELSEWHERE.format(other), card.UNWRITTEN, crash.place(error), waits_for=other)


def _failures(exercise, results):
    bad = [result for result in results if result.outcome != card.PASSED]
    return "\n".join([card.headline(exercise, results), *(line for result in bad for line in result.lines())])
