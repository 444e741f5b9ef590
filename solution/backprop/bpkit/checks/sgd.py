"""Public checks of 04_sgd: SGD."""

import numpy as np

from bpkit import compare
from bpkit.module import Parameter


def _trajectory(SGD, lrs, **options):
    """Where a parameter that starts at 0 and always has gradient 1 stands after each step."""
    parameter = Parameter(np.zeros(1))
    optimizer = SGD([parameter], lr=lrs[0], **options)
    places = []
    for lr in lrs:
        optimizer.lr = lr
        parameter.grad = np.ones(1)
        optimizer.step()
        places.append(parameter.data[0])
    return np.array(places)


def _follows(SGD, lrs, want, mistakes, **options):
    _close("the parameter after each of three steps", _trajectory(SGD, lrs, **options), want, mistakes)


def _close(name, got, want, mistakes):
    candidates = {hint: np.array(wrong) for hint, wrong in mistakes.items()}
    compare.close(name, got, np.array(want), rtol=compare.STEPS, related={"candidates": candidates}, reveal=True)


def _two_parameters():
    weight, bias = Parameter(np.array([[1.0, 2.0], [-3.0, 0.5]])), Parameter(np.array([0.25, -1.0]))
    weight.grad, bias.grad = np.array([[1.0, -2.0], [0.5, 0.0]]), np.array([4.0, -3.0])
    return weight, bias


def step_changes_data_in_place(SGD):
    """step writes into the parameter's own array and keeps its shape and dtype

    Write into the array that is there, so that it stays the same object.
    """
    weight, bias = _two_parameters()
    held = weight.data
    SGD([weight, bias], lr=0.1).step()
    compare.array("data after a step", weight.data, (2, 2), np.float64)
    if weight.data is not held:
        hint = "Change the array itself, with -= or [...] =, so that all who hold it see the new values."
        raise compare.Mismatch(compare.Finding("step has put another array in the place of data", hint=hint))


def plain_step(SGD):
    """a plain step moves every parameter by -lr times its gradient

    Print p.data and p.grad before and after one step with lr = 0.1.
    """
    weight, bias = _two_parameters()
    SGD([weight, bias], lr=0.1).step()
    uphill = "The step goes uphill: the gradient points to where the loss grows."
    cases = (
        ("weight", weight, [[0.9, 2.2], [-3.05, 0.5]], [[1.1, 1.8], [-2.95, 0.5]], [[1.0, 2.0], [-3.0, 0.5]]),
        ("bias", bias, [-0.15, -0.7], [0.65, -1.3], [0.25, -1.0]),
    )
    for name, parameter, want, plus, start in cases:
        _close(name, parameter.data, want, {uphill: plus, f"The {name} has not moved at all.": start})


def learning_rate_is_read_at_every_step(SGD):
    """lr may be changed between steps

    Read self.lr in step, and compute nothing from it in the constructor.
    """
    old = "The learning rate is the one of the constructor: read self.lr in every step."
    _follows(SGD, (0.1, 0.1, 0.01), [-0.1, -0.2, -0.21], {old: [-0.1, -0.2, -0.3]})


def step_leaves_gradients_alone(SGD):
    """step leaves the gradients as they are

    Make the changed gradient a new array, p.grad + ..., and do not write into p.grad.
    """
    _leaves_gradients_alone(SGD)


def _leaves_gradients_alone(SGD, **options):
    weight, bias = _two_parameters()
    before = weight.grad.copy()
    optimizer = SGD([weight, bias], lr=0.1, **options)
    optimizer.step()
    optimizer.step()
    compare.unchanged("weight.grad", before, weight.grad)


def missing_gradients_are_skipped(SGD):
    """a parameter whose grad is None stays where it is, and the others move

    Skip it before anything is computed from its gradient.
    """
    weight, bias = _two_parameters()
    weight.grad = None
    SGD([weight, bias], lr=0.1).step()
    compare.close("weight", weight.data, np.array([[1.0, 2.0], [-3.0, 0.5]]), rtol=compare.STEPS, reveal=True)
    compare.close("bias", bias.data, np.array([-0.15, -0.7]), rtol=compare.STEPS, reveal=True)


def zero_grad_starts_afresh(SGD):
    """after zero_grad every parameter's grad is None

    None says that no gradient has arrived; zeros would say that one has.
    """
    parameters = _two_parameters()
    SGD(parameters, lr=0.1).zero_grad()
    for name, parameter in zip(("weight", "bias"), parameters, strict=True):
        if parameter.grad is not None:
            what = f"after zero_grad, {name}.grad must be None, but is {compare.describe(parameter.grad)}"
            raise compare.Mismatch(compare.Finding(what))


def momentum_trajectory(SGD):
    """worked example: gradient 1, lr 0.1, momentum 0.9 lead to -0.1, -0.29, -0.561

    Write down the velocity after each of the three steps: 1, 1.9, 2.71.
    """
    mistakes = {
        "The velocity is (1 - momentum) times too small: add the gradient to it, do not average.": [
            -0.01,
            -0.029,
            -0.0561,
        ],
        "Momentum has no effect here: the old velocity lives on, plus the whole gradient.": [
            -0.1,
            -0.2,
            -0.3,
        ],
        "The old velocity has the wrong sign: it is added to the gradient.": [-0.1, -0.11, -0.201],
        "The first step has moved nothing: the velocity takes the gradient in before it is used.": [
            0.0,
            -0.1,
            -0.29,
        ],
    }
    _follows(SGD, (0.1, 0.1, 0.1), [-0.1, -0.29, -0.561], mistakes, momentum=0.9)


def momentum_and_a_new_learning_rate(SGD):
    """worked example: with lr 0.01 in the third step it ends at -0.3171

    Print the velocity after each step: it must not depend on lr.
    """
    inside = "The learning rate is inside the velocity: keep it out of there, and multiply by it in the step."
    _follows(SGD, (0.1, 0.1, 0.01), [-0.1, -0.29, -0.3171], {inside: [-0.1, -0.29, -0.471]}, momentum=0.9)


def velocities_are_not_shared(SGD):
    """every parameter has a velocity of its own

    Keep a list with one velocity for each parameter, each an array of its own.
    """
    first, second = Parameter(np.zeros(2)), Parameter(np.zeros(2))
    optimizer = SGD([first, second], lr=0.1, momentum=0.9)
    for _ in range(2):
        first.grad, second.grad = np.array([1.0, -1.0]), np.array([0.0, 2.0])
        optimizer.step()
    shared = "The two parameters have one velocity between them: keep one for each."
    for name, parameter, want, mixed in (
        ("first", first, [-0.29, 0.29], [-0.281, 0.101]),
        ("second", second, [0.0, -0.58], [-0.2529, -0.3091]),
    ):
        _close(f"the {name} of two parameters", parameter.data, want, {shared: mixed})


def momentum_leaves_gradients_alone(SGD):
    """step leaves the gradients as they are, with momentum too

    The first velocity is a copy of the gradient, not the gradient itself.
    """
    _leaves_gradients_alone(SGD, momentum=0.9)


def decayed_step(SGD):
    """worked example: one step with weight_decay 0.1

    Compute by hand what the decay adds to the gradient 0.5 of the weight 1.
    """
    parameter = Parameter(np.array([1.0, -2.0]))
    parameter.grad = np.array([0.5, 0.5])
    SGD([parameter], lr=0.1, weight_decay=0.1).step()
    mistakes = {
        "The decay is twice too strong: the derivative of weight_decay/2 * w^2 is weight_decay * w.": [
            0.93,
            -2.01,
        ],
        "The decay is half of what it should be: differentiate weight_decay/2 * w^2.": [
            0.945,
            -2.04,
        ],
        "The decay has the wrong sign: it pulls the weights to 0.": [0.96, -2.07],
        "The decay goes by the sign of the weight alone: it is proportional to the weight.": [0.94, -2.04],
        "The decay is not multiplied by lr: add it to the gradient.": [0.85, -1.85],
        "There is no decay.": [0.95, -2.05],
    }
    _close("the parameter", parameter.data, [0.94, -2.03], mistakes)


def decay_reaches_every_parameter(SGD):
    """all parameters decay, biases too

    Treat every parameter alike, whatever its shape.
    """
    weight, bias = Parameter(np.full((2, 2), 2.0)), Parameter(np.array([1.0, -4.0]))
    weight.grad, bias.grad = np.zeros((2, 2)), np.zeros(2)
    SGD([weight, bias], lr=0.5, weight_decay=0.1).step()
    compare.close("weight", weight.data, np.full((2, 2), 1.9), rtol=compare.STEPS, reveal=True)
    _close("bias", bias.data, [0.95, -3.8], {"The bias has not decayed.": [1.0, -4.0]})


def decay_leaves_gradients_alone(SGD):
    """step leaves the gradients as they are, with weight decay too

    Make the gradient with the decay in it a new array.
    """
    _leaves_gradients_alone(SGD, weight_decay=0.1)


def nesterov_trajectory(SGD):
    """worked example: gradient 1, lr 0.1, momentum 0.9 with nesterov lead to -0.19, -0.461, -0.8049

    Use the velocity that this step has just made once more: see Nesterov in the section on momentum.
    """
    mistakes = {"This is momentum without nesterov's look ahead.": [-0.1, -0.29, -0.561]}
    _follows(SGD, (0.1, 0.1, 0.1), [-0.19, -0.461, -0.8049], mistakes, momentum=0.9, nesterov=True)


def nesterov_leaves_gradients_alone(SGD):
    """step leaves the gradients as they are, with nesterov too

    Look for += on p.grad, or on a name that stands for the same array.
    """
    _leaves_gradients_alone(SGD, momentum=0.9, nesterov=True)


EXERCISES = {
    "sgd-plain": (
        step_changes_data_in_place,
        plain_step,
        learning_rate_is_read_at_every_step,
        step_leaves_gradients_alone,
        missing_gradients_are_skipped,
        zero_grad_starts_afresh,
    ),
    "sgd-momentum": (
        step_changes_data_in_place,
        momentum_trajectory,
        momentum_and_a_new_learning_rate,
        velocities_are_not_shared,
        momentum_leaves_gradients_alone,
    ),
    "sgd-weight-decay": (
        step_changes_data_in_place,
        decayed_step,
        decay_reaches_every_parameter,
        decay_leaves_gradients_alone,
    ),
    "sgd-nesterov": (step_changes_data_in_place, nesterov_trajectory, nesterov_leaves_gradients_alone),
}
