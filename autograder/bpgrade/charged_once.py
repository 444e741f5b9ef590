"""One mistake of an optimizer is charged once: what momentum, weight decay and Nesterov inherit from simpler steps.

An optimizer with more options may build on what the student's own simpler optimizer does, right or wrong, as long as
it adds the right thing to it. `inherited` says who builds on what; `once` is for tests that ask for no path.
"""

from dataclasses import dataclass

import numpy as np

from bpgrade import cases
from bpgrade.student import Student
from bpgrade.wall.client import StudentError
from bpkit.compare import Mismatch


@dataclass(frozen=True)
class Run:
    """A run of the student's SGD: the lists are those of cases.run_sgd, `path` is what it returned."""

    student: Student
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

    def again(self, grads, at=None, **options):
        """The path of the student's SGD with other gradients and options."""
        return cases.run_sgd(self.student, self.start, grads, self.lrs, at, **options)


def inherited(run, expect):
    """Makers of paths that are right as well, given what the student's simpler optimizers do."""
    if run.options.get("nesterov"):
        makers = along_right_velocities, along_own_velocities
    elif run.options.get("weight_decay"):
        makers = (without_decay,)
    else:
        makers = (along_right_velocities,) if run.momentum else ()

    def made(make):
        alive(run.student, expect)
        return make(run)

    return [lambda make=make: made(make) for make in makers]


def along_right_velocities(run):
    """The student's plain steps along the right velocities, with Nesterov's look-ahead if the run has it."""
    velocities, along = [np.zeros_like(value) for value in run.start], []
    for grads in run.decayed:
        velocities = [run.momentum * v + g for v, g in zip(velocities, grads, strict=True)]
        ahead = [g + run.momentum * v for v, g in zip(velocities, grads, strict=True)]
        along.append(ahead if run.options.get("nesterov") else velocities)
    return run.again(along)


def without_decay(run):
    """The student's optimizer without weight decay, along gradients that have the decay in them."""
    options = {name: value for name, value in run.options.items() if name != "weight_decay"}
    return run.again(run.decayed, **options)


def along_own_velocities(run):
    """Nesterov: the student's plain step, and momentum times the student's step with momentum."""
    decay = {"weight_decay": run.options.get("weight_decay", 0.0)}
    plain = run.again(run.grads, run.before, **decay)
    heavy = run.again(run.grads, run.before, momentum=run.momentum, **decay)
    values, path = run.start, []
    for rows in zip(run.before, plain, heavy, strict=True):
        moves = [(light - at) + run.momentum * (more - at) for at, light, more in zip(*rows, strict=True)]
        values = [value + move for value, move in zip(values, moves, strict=True)]
        path.append(values)
    return path


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
