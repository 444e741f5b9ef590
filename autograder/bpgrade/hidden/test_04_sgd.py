"""Hidden tests of notebook 04: SGD against torch.optim.SGD, step by step."""

import numpy as np
import pytest

from bpgrade import cases
from bpgrade.cases import normal

graded_plain = pytest.mark.graded("sgd-plain")
graded_momentum = pytest.mark.graded("sgd-momentum")
graded_decay = pytest.mark.graded("sgd-weight-decay")

SHAPES = ((3, 4), (3,), (2, 3), (2,))


def follow(student, oracle, rng, expect, lrs, shapes=SHAPES, **options):
    """Run the student's SGD and torch's on the same gradients; judge every parameter after every step."""
    start, grads, path = cases.run_sgd(student, rng, shapes, len(lrs), lrs, **options)
    want = oracle.sgd(start, grads, lrs, **options)
    for number, (got_step, want_step) in enumerate(zip(path, want, strict=True), start=1):
        for index, (got, right) in enumerate(zip(got_step, want_step, strict=True), start=1):
            expect.close(f"parameter {index} after step {number}", got, right, rtol=expect.STEPS)


@pytest.mark.graded("sgd-plain", weight=2)
def test_one_step(student, oracle, rng, expect):
    """one step moves every parameter by -lr times its gradient"""
    follow(student, oracle, rng, expect, [0.1])


@pytest.mark.graded("sgd-plain", needs="test_one_step")
def test_lr_is_read_at_every_step(student, oracle, rng, expect):
    """a learning rate changed between two steps counts at once"""
    follow(student, oracle, rng, expect, [0.1, 0.03, 0.5])


@graded_plain
def test_updates_in_place(student, rng, expect):
    """step changes the parameter's own array, so that everyone who holds it sees the change"""
    things, (start,) = cases.parameters(student, rng, (3, 4))
    array, grad = things[0].thing("data"), normal(rng, 3, 4)
    cases.give(things, [grad])
    student.SGD(things, lr=0.1).step()
    expect.close("the array that was in .data before the step", array.fetch(), start - 0.1 * grad, rtol=expect.STEPS)


@graded_plain
@pytest.mark.parametrize("options", [{}, {"momentum": 0.9}, {"weight_decay": 0.1}], ids=["plain", "momentum", "decay"])
def test_gradients_stay(student, rng, expect, options):
    """step leaves .grad as it is"""
    things, _ = cases.parameters(student, rng, (3, 4))
    grad = normal(rng, 3, 4)
    cases.give(things, [grad])
    optimizer = student.SGD(things, lr=0.1, **options)
    optimizer.step()
    optimizer.step()
    expect.unchanged("grad", grad, things[0].grad)


@graded_plain
def test_parameters_without_gradient(student, rng, expect):
    """a parameter whose grad is None is skipped, the others move"""
    things, start = cases.parameters(student, rng, (3, 4), (3,))
    grad = normal(rng, 3)
    cases.give(things, [None, grad])
    student.SGD(things, lr=0.1).step()
    expect.unchanged("a parameter without a gradient", start[0], things[0].data)
    expect.close("a parameter with a gradient", things[1].data, start[1] - 0.1 * grad, rtol=expect.STEPS)


@graded_plain
def test_zero_grad(student, rng, expect):
    """zero_grad sets every grad to None"""
    things, _ = cases.parameters(student, rng, (3, 4), (3,))
    cases.give(things, [normal(rng, 3, 4), normal(rng, 3)])
    student.SGD(things, lr=0.1).zero_grad()
    for thing in things:
        expect.true(thing.grad is None, "grad is not None after zero_grad")


@pytest.mark.graded("sgd-plain", weight=0.5, needs="test_one_step")
def test_extreme_gradients(student, oracle, rng, expect):
    """large and tiny gradients are neither clipped nor rounded"""
    things, (start,) = cases.parameters(student, rng, (5,))
    grad = normal(rng, 5) * np.array([1e4, 1e-8, 1.0, 1e2, 1e-4])
    cases.give(things, [grad])
    student.SGD(things, lr=0.5).step()
    expect.close("how far each entry moved", things[0].data - start, -0.5 * grad, rtol=expect.LAYER)


@pytest.mark.graded("sgd-plain", weight=0.5, needs="test_one_step")
def test_float32(student, rng, expect):
    """float32 parameters stay float32"""
    start, grad = normal(rng, 3, 4).astype(np.float32), normal(rng, 3, 4).astype(np.float32)
    things = [student.Parameter(start)]
    for options in ({}, {"momentum": 0.9, "weight_decay": 0.1}):
        cases.give(things, [grad])
        student.SGD(things, lr=0.1, **options).step()
        expect.array("a float32 parameter", things[0].data, (3, 4), np.float32)


@pytest.mark.graded("sgd-momentum", weight=2)
def test_momentum(student, oracle, rng, expect):
    """four steps with momentum follow torch.optim.SGD, whose first velocity is the gradient"""
    follow(student, oracle, rng, expect, [0.1] * 4, momentum=0.9)


@graded_momentum
def test_momentum_first_step(student, oracle, rng, expect):
    """the first step with momentum is a plain step"""
    follow(student, oracle, rng, expect, [0.2], momentum=0.7)


@graded_momentum
def test_momentum_with_changing_lr(student, oracle, rng, expect):
    """the learning rate multiplies the velocity, it is not stored inside"""
    follow(student, oracle, rng, expect, [0.1, 0.1, 0.01, 0.2], momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_one_velocity_per_parameter(student, oracle, rng, expect):
    """parameters of the same shape keep their velocities apart"""
    follow(student, oracle, rng, expect, [0.1] * 3, shapes=((4, 4), (4, 4), (4,), (4,)), momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_one_velocity_per_optimizer(student, oracle, rng, expect):
    """a second optimizer starts without velocity"""
    for _ in range(2):
        follow(student, oracle, rng, expect, [0.1] * 3, momentum=0.9)


@pytest.mark.graded("sgd-momentum", needs="test_momentum_first_step")
def test_velocity_is_not_the_gradient(student, rng, expect):
    """the velocity is an array of its own: gradients that go on accumulating do not change it"""
    things, (start,) = cases.parameters(student, rng, (3, 4))
    optimizer, (one, two) = student.SGD(things, lr=0.1, momentum=0.5), normal(rng, 2, 3, 4)
    cases.give(things, [one])
    optimizer.step()
    things[0].assign("grad", value=two)
    optimizer.step()
    want = start - 0.1 * one - 0.1 * (0.5 * one + two)
    expect.close("the parameter after two steps", things[0].data, want, rtol=expect.STEPS)


@pytest.mark.graded("sgd-momentum", weight=0.5, needs="test_momentum")
def test_momentum_skips_missing_gradients(student, oracle, rng, expect):
    """a parameter without a gradient does not move, and keeps its velocity"""
    things, start = cases.parameters(student, rng, (3, 2), (3,))
    grads = [[normal(rng, 3, 2), normal(rng, 3)], [None, normal(rng, 3)], [normal(rng, 3, 2), normal(rng, 3)]]
    optimizer = student.SGD(things, lr=0.1, momentum=0.9)
    for step_grads in grads:
        cases.give(things, step_grads)
        optimizer.step()
    want = oracle.sgd(start, grads, [0.1] * 3, momentum=0.9)[-1]
    for index in range(2):
        expect.close(f"parameter {index + 1}", things[index].data, want[index], rtol=expect.STEPS)


@pytest.mark.graded("sgd-weight-decay", weight=2)
def test_weight_decay(student, oracle, rng, expect):
    """weight decay adds weight_decay times the parameter to its gradient"""
    follow(student, oracle, rng, expect, [0.1], weight_decay=0.05)


@pytest.mark.graded("sgd-weight-decay", needs="test_weight_decay")
def test_weight_decay_steps(student, oracle, rng, expect):
    """weight decay uses the parameter of the moment, also when lr changes"""
    follow(student, oracle, rng, expect, [0.1, 0.4, 0.2], weight_decay=0.3)


@graded_decay
def test_weight_decay_of_biases(student, oracle, rng, expect):
    """every parameter decays, biases too"""
    follow(student, oracle, rng, expect, [0.1, 0.1], shapes=((4,), (2,)), weight_decay=0.2)


@graded_decay
def test_weight_decay_with_momentum(student, oracle, rng, expect):
    """the decay goes into the velocity, as in torch"""
    follow(student, oracle, rng, expect, [0.1] * 4, momentum=0.9, weight_decay=0.1)


@pytest.mark.graded("sgd-nesterov", weight=2)
def test_nesterov(student, oracle, rng, expect):
    """four Nesterov steps follow torch.optim.SGD"""
    follow(student, oracle, rng, expect, [0.1] * 4, momentum=0.9, nesterov=True)


@pytest.mark.graded("sgd-nesterov")
def test_nesterov_with_everything(student, oracle, rng, expect):
    """Nesterov with weight decay and a changing learning rate"""
    follow(student, oracle, rng, expect, [0.1, 0.05, 0.2], momentum=0.8, nesterov=True, weight_decay=0.1)
