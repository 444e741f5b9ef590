"""Hidden tests of notebook 04: SGD against torch.optim.SGD, step by step.

One mistake is charged once: momentum and weight decay may build on the student's own plain step, Nesterov on the
student's own velocity, as long as they do with it what they should.
"""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal
from bpgrade.charged_once import Run, inherited, once
from bpgrade.mistakes import sgd as mistakes

SHAPES = ((3, 4), (3,), (2, 3), (2,))
STAYS = "step moved nothing"
HEAVY = {"momentum": 0.9}
# cell, options, and the simpler optimizers whose mistakes it inherits
MODES = {
    "plain": ("sgd-plain", {}, ()),
    "momentum": ("sgd-momentum", HEAVY, ({},)),
    "decay": ("sgd-weight-decay", {"weight_decay": 0.1}, ({}, HEAVY)),
    "nesterov": ("sgd-nesterov", {"momentum": 0.9, "nesterov": True}, ({}, HEAVY)),
}


def every_mode(weight=0.5):
    """Run a test for each cell, with the options of its exercise."""
    rows = [
        pytest.param(options, below, id=name, marks=pytest.mark.graded(cell, weight=weight))
        for name, (cell, options, below) in MODES.items()
    ]
    return pytest.mark.parametrize(("options", "below"), rows)


def follow(student, oracle, rng, expect, lrs, shapes=SHAPES, scale=0.1, **options):
    """Run the student's SGD and torch's on the same gradients, and judge the path of every parameter.

    Small gradients for all but the plain step: clipping is the plain step's mistake.
    """
    start = [normal(rng, *shape) for shape in shapes]
    grads = [[normal(rng, *shape, scale=scale) for shape in shapes] for _ in lrs]
    path = cases.run_sgd(student, start, grads, lrs, **options)
    own = inherited(Run(student, start, grads, lrs, path, options), expect)
    right = oracle.sgd(start, grads, lrs, **options)
    for index, shape in enumerate(shapes):
        name = f"parameter {index + 1}"
        got = np.array([expect.array(name, step[index], shape) for step in path], dtype=np.float64)
        others = [lambda make=make, i=index: np.array([step[i] for step in make()]) for make in own]
        known = mistakes.paths(start[index], [step[index] for step in grads], lrs, **options)
        want = np.array([step[index] for step in right])
        name += f" after each of {len(lrs)} steps" if len(lrs) > 1 else " after a step"
        expect.consistent(name, got, want, others, rtol=expect.STEPS, candidates=known)


@pytest.mark.graded("sgd-plain", weight=2)
def test_one_step(student, oracle, rng, expect):
    """one step moves every parameter by -lr times its gradient"""
    follow(student, oracle, rng, expect, [0.1], scale=1.0)


@pytest.mark.graded("sgd-plain", needs="test_one_step")
def test_lr_is_read_at_every_step(student, oracle, rng, expect):
    """a learning rate changed between two steps counts at once"""
    follow(student, oracle, rng, expect, [0.1, 0.1, 0.03, 0.5])


@every_mode()
def test_updates_in_place(student, rng, expect, options, below):
    """step changes the parameter's own array, so that everyone who holds it sees the change"""

    def judge(options):
        start, grad = normal(rng, 3, 4), normal(rng, 3, 4)
        thing = student.Parameter(start)
        held = thing.thing("data")
        cases.give([thing], [grad])
        student.SGD([thing], lr=0.1, **options).step()
        after = thing.data
        expect.true(not np.array_equal(expect.array("the parameter", after, (3, 4)), start), STAYS)
        hint = "step has put another array in its place: change the array itself, with -= or [...] =."
        expect.close("the array that was in .data before the step", held.fetch(), after, candidates={hint: start})

    once(student, expect, judge, options, below)


@every_mode()
def test_gradients_stay(student, rng, expect, options, below):
    """step leaves .grad as it is"""

    def judge(options):
        (thing,), (start,) = cases.parameters(student, rng, (3, 4))
        grad = normal(rng, 3, 4)
        cases.give([thing], [grad])
        optimizer = student.SGD([thing], lr=0.1, **options)
        for _ in range(2):
            optimizer.step()
            expect.unchanged("grad", grad, thing.grad)
        expect.true(not np.array_equal(thing.data, start), STAYS)

    once(student, expect, judge, options, below)


@every_mode()
def test_parameters_without_gradient(student, rng, expect, options, below):
    """a parameter whose grad is None is skipped: it does not move, and its velocity waits; the others move"""

    def judge(options):
        start, first = [normal(rng, 3, 2), normal(rng, 3)], [normal(rng, 3, 2), normal(rng, 3)]
        second, third = [None, normal(rng, 3)], [normal(rng, 3, 2), normal(rng, 3)]
        path = cases.run_sgd(student, start, [first, second, third], [0.1] * 3, **options)
        alone = cases.run_sgd(student, start[:1], [first[:1], third[:1]], [0.1] * 2, **options)
        other = cases.run_sgd(student, start[1:], [first[1:], second[1:], third[1:]], [0.1] * 3, **options)
        expect.true(not np.array_equal(path[0][0], start[0]), STAYS)
        expect.unchanged("a parameter without a gradient", path[0][0], path[1][0])
        expect.close("a parameter that had no gradient in one step", path[-1][0], alone[-1][0], rtol=expect.STEPS)
        expect.close("a parameter beside it", path[-1][1], other[-1][0], rtol=expect.STEPS)

    once(student, expect, judge, options, below)


@pytest.mark.graded("sgd-plain")
def test_never_had_a_gradient(student, rng, expect):
    """a parameter that never got a gradient stays where it is, and the next one moves"""
    things, start = cases.parameters(student, rng, (3, 4), (3,))
    grad = normal(rng, 3, scale=0.1)
    cases.give(things, [None, grad])
    student.SGD(things, lr=0.1).step()
    expect.unchanged("a parameter without a gradient", start[0], things[0].data)
    expect.true(not np.array_equal(things[1].data, start[1]), "the parameter after one without a gradient stays")


@pytest.mark.graded("sgd-plain")
def test_zero_grad(student, rng, expect):
    """zero_grad sets every grad to None, and nothing else"""
    things, start = cases.parameters(student, rng, (3, 4), (3,))
    cases.give(things, [normal(rng, 3, 4), normal(rng, 3)])
    student.SGD(things, lr=0.1).zero_grad()
    hint = "An array of zeros is a gradient, too: momentum and weight decay would go on moving the parameter."
    for number, (thing, value) in enumerate(zip(things, start, strict=True), start=1):
        grad = thing.grad
        zeros = type(grad) is np.ndarray and not grad.any()
        expect.true(grad is None, f"grad of parameter {number} is not None after zero_grad", hint=hint * zeros)
        expect.unchanged("data", value, thing.data)


@pytest.mark.graded("sgd-plain", needs="test_one_step")
def test_extreme_gradients(student, oracle, rng, expect):
    """large and tiny gradients are neither clipped nor rounded"""
    follow(student, oracle, rng, expect, [0.5], shapes=((5,), (2, 3)), scale=1e4)
    things, (start,) = cases.parameters(student, rng, (5,))
    start = 1e-6 * start
    things[0].assign("data", value=start)
    grad = normal(rng, 5) * np.array([1e4, 1e-8, 1.0, 1e2, 1e-4])
    cases.give(things, [grad])
    student.SGD(things, lr=0.5).step()
    known = {"This entry has not moved: tiny gradients count, too.": 0.0}
    for moved, right in zip(things[0].data - start, -0.5 * grad, strict=True):
        expect.number("how far an entry moved", moved, right, rtol=expect.FINITE_DIFFERENCES, candidates=known)


@every_mode(weight=0.25)
def test_float32(student, rng, expect, options, below):
    """float32 parameters stay float32"""

    def judge(options):
        start = normal(rng, 3, 4).astype(np.float32)
        thing = student.Parameter(start)
        optimizer = student.SGD([thing], lr=0.1, **options)
        for _ in range(2):
            cases.give([thing], [normal(rng, 3, 4).astype(np.float32)])
            optimizer.step()
        moved = expect.array("a float32 parameter", thing.data, (3, 4), np.float32)
        expect.true(not np.array_equal(moved, start), STAYS)

    once(student, expect, judge, options, below)


@pytest.mark.graded("sgd-momentum", weight=2)
def test_momentum(student, oracle, rng, expect):
    """four steps with momentum follow torch.optim.SGD, whose first velocity is the gradient"""
    follow(student, oracle, rng, expect, [0.1] * 4, momentum=0.9)


@pytest.mark.graded("sgd-momentum")
def test_momentum_first_step(student, oracle, rng, expect):
    """the first step with momentum is a plain step"""
    follow(student, oracle, rng, expect, [0.2], momentum=0.7)


@pytest.mark.graded("sgd-momentum")
def test_momentum_with_changing_lr(student, oracle, rng, expect):
    """the learning rate multiplies the velocity, it is not stored inside"""
    follow(student, oracle, rng, expect, [0.1, 0.1, 0.01, 0.2], momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_one_velocity_per_parameter(student, oracle, rng, expect):
    """parameters of the same shape keep their velocities apart"""
    shapes = ((4, 4), (4, 4), (4,), (4,))
    follow(student, oracle, rng, expect, [0.1] * 3, shapes=shapes, momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_one_velocity_per_optimizer(student, oracle, rng, expect):
    """a second optimizer starts without velocity"""
    for _ in range(2):
        follow(student, oracle, rng, expect, [0.1] * 3, momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_velocity_is_not_the_gradient(student, rng, expect):
    """the velocity is an array of its own: gradients that go on accumulating do not change it"""
    start, one, two = normal(rng, 3, 3, 4)
    ends = [cases.run_sgd(student, [start], [[one], [two]], [0.1] * 2, momentum=0.5)[-1][0]]
    thing = student.Parameter(start)
    optimizer = student.SGD([thing], lr=0.1, momentum=0.5)
    cases.give([thing], [one])
    optimizer.step()
    if type(thing.grad) is np.ndarray:
        thing.assign("grad", value=two)
    else:
        cases.give([thing], [two])
    optimizer.step()
    ends.append(thing.data)
    hint = "The velocity and .grad are one array: start the velocity with a copy of the gradient."
    known = {hint: start - 0.1 * one - 0.1 * 1.5 * two}
    expect.close("the parameter after two steps", ends[1], ends[0], rtol=expect.STEPS, candidates=known)


@pytest.mark.graded("sgd-weight-decay", weight=2)
def test_weight_decay(student, oracle, rng, expect):
    """weight decay adds weight_decay times the parameter to its gradient"""
    follow(student, oracle, rng, expect, [0.1], weight_decay=0.05)


@pytest.mark.graded("sgd-weight-decay", needs="test_weight_decay")
def test_weight_decay_steps(student, oracle, rng, expect):
    """weight decay uses the parameter of the moment, also when lr changes"""
    follow(student, oracle, rng, expect, [0.1, 0.4, 0.2], weight_decay=0.3)


@pytest.mark.graded("sgd-weight-decay")
def test_weight_decay_of_biases(student, oracle, rng, expect):
    """every parameter decays, biases too"""
    follow(student, oracle, rng, expect, [0.1, 0.1], shapes=((4,), (2,)), weight_decay=0.2)


@pytest.mark.graded("sgd-weight-decay")
def test_weight_decay_with_momentum(student, oracle, rng, expect):
    """the decay goes into the velocity, as in torch"""
    options = {"shapes": ((3, 4),), "momentum": 0.9, "weight_decay": 0.1}
    follow(student, oracle, rng, expect, [0.1] * 4, **options)


@pytest.mark.graded("sgd-nesterov", weight=2)
def test_nesterov(student, oracle, rng, expect):
    """four Nesterov steps follow torch.optim.SGD"""
    options = {"shapes": ((3, 4),), "momentum": 0.9, "nesterov": True}
    follow(student, oracle, rng, expect, [0.1] * 4, **options)


@pytest.mark.graded("sgd-nesterov")
def test_nesterov_with_everything(student, oracle, rng, expect):
    """Nesterov with weight decay and a changing learning rate"""

    def judge(options):
        follow(student, oracle, rng, expect, [0.1, 0.05, 0.2], shapes=((3, 4),), **options)

    decay = {"weight_decay": 0.1}
    heavy = {"momentum": 0.8, **decay}
    once(student, expect, judge, {"nesterov": True, **heavy}, (decay, heavy))
