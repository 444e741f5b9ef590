"""One mistake of an optimizer is charged once: what momentum, weight decay and Nesterov inherit from simpler steps.

An optimizer with more options may build on what the student's own simpler optimizer does, right or wrong, as long as
it adds the right thing to it. The makers here run those simpler optimizers and return the path that follows: for each
step the list of parameter values after it.
"""

from dataclasses import dataclass, replace

import numpy as np

from bpgrade import cases
from bpgrade.student import Student
from bpgrade.wall.client import StudentError
from bpkit.compare import Mismatch


@dataclass(frozen=True)
class Run:
    """A run of the student's SGD: the lists are those of cases.run_sgd, `path` is what it returned."""

    student: Student
    expect: object
    start: list
    grads: list
    lrs: list
    path: list
    options: dict

    @property
    def momentum(self):
        return self.options.get("momentum", 0.0)

    @property
    def before(self):
        """For each step the values it started from."""
        return [self.start, *self.path[:-1]]

    @property
    def decayed(self):
        """For each step the gradients with the weight decay of the values it started from."""
        decay = self.options.get("weight_decay", 0.0)
        steps = zip(self.grads, self.before, strict=True)
        return [[grad + decay * value for grad, value in zip(*step, strict=True)] for step in steps]


def own_steps(run):
    """The student's plain steps along the right velocities, with Nesterov's look-ahead if the run has it."""
    alive(run.student, run.expect)
    velocities, along = [np.zeros_like(value) for value in run.start], []
    for grads in run.decayed:
        velocities = [run.momentum * v + g for v, g in zip(velocities, grads, strict=True)]
        ahead = [g + run.momentum * v for v, g in zip(velocities, grads, strict=True)]
        along.append(ahead if run.options.get("nesterov") else velocities)
    return cases.run_sgd(run.student, run.start, along, run.lrs)


def own_optimizer(run):
    """The student's optimizer without weight decay, along gradients that have the decay in them."""
    alive(run.student, run.expect)
    options = {name: value for name, value in run.options.items() if name != "weight_decay"}
    return cases.run_sgd(run.student, run.start, run.decayed, run.lrs, **options)


def own_velocity(run):
    """Nesterov: the student's plain step, and momentum times the student's step with momentum."""
    alive(run.student, run.expect)
    decay = {"weight_decay": run.options.get("weight_decay", 0.0)}
    plain, heavy = (
        cases.run_sgd(run.student, run.start, run.grads, run.lrs, at=run.before, **options)
        for options in (decay, {"momentum": run.momentum, **decay})
    )
    values, path = run.start, []
    for rows in zip(run.before, plain, heavy, strict=True):
        moves = [(light - at) + run.momentum * (more - at) for at, light, more in zip(*rows, strict=True)]
        values = [value + move for value, move in zip(values, moves, strict=True)]
        path.append(values)
    return path


def decay_charged(run):
    """Any path, if weight decay goes wrong without Nesterov already; the tests without decay judge the rest."""
    for options in ({}, {"momentum": run.momentum}):
        options["weight_decay"] = run.options["weight_decay"]
        path = cases.run_sgd(run.student, run.start, run.grads, run.lrs, **options)
        want = own_optimizer(replace(run, path=path, options=options))
        if not all(run.expect.agrees(a, b) for a, b in zip(path[-1], want[-1], strict=True)):
            return run.path
    return own_steps(run)


def alive(student, expect):
    """Demand a step that moves a parameter at all, with momentum or without."""
    moved = False
    for start in ([np.ones((2, 2))], [np.ones(2)]):
        for options in ({}, {"momentum": 0.5}):
            end = cases.run_sgd(student, start, [start], [0.5], **options)[0]
            moved |= not np.array_equal(end[0], start[0])
    expect.true(moved, "step moves no parameter at all")


def once(student, expect, judge, options, below):
    """Raise what judge(options) raises, unless one of the simpler options `below` fails it too: charged there."""
    try:
        judge(options)
    except (Mismatch, StudentError):
        if all(_passes(judge, simpler) for simpler in below):
            raise
        alive(student, expect)


def _passes(judge, options):
    try:
        judge(options)
    except (Mismatch, StudentError):
        return False
    return True
