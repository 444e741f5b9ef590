"""Where a parameter would go if the optimizer made one of the known mistakes."""

import numpy as np

from bpgrade.mistakes.lazily import lazily

_PLAIN = {
    "The step has been divided by the length of the parameter's first axis: divide by nothing.": {
        "scale": lambda p: 1 / len(p),
    },
    "The step goes uphill: the gradient points to where the loss grows.": {"scale": lambda p: -1.0},
    "This parameter has not moved at all.": {"scale": lambda p: 0.0},
    "The learning rate is missing: multiply the step by self.lr.": {"rate": lambda lr, first: 1.0},
    "The learning rate is the one of the constructor: read self.lr in every step.": {"rate": lambda lr, first: first},
}
_MOMENTUM = {
    "The velocity is not kept from step to step: momentum seems to have no effect.": {"velocity": lambda v, g, mu: g},
    "Your velocity is an average: the gradient has been multiplied by 1 - momentum. Add it whole.": {
        "velocity": lambda v, g, mu: mu * v + (1 - mu) * g,
    },
    "Your velocity is an average from the second step on: do not multiply the gradient by 1 - momentum.": {
        "velocity": lambda v, g, mu: g if not v.any() else mu * v + (1 - mu) * g,
    },
    "The old velocity is subtracted: it must be added with a plus sign.": {"velocity": lambda v, g, mu: g - mu * v},
    "The old velocity is added whole: multiply it by momentum first.": {"velocity": lambda v, g, mu: v + g},
    "The step uses the velocity from before this gradient was added: update the velocity first.": {"late": True},
    "Momentum has been applied to the whole velocity: multiply only the old velocity by it.": {
        "velocity": lambda v, g, mu: mu * (v + g),
    },
    "The learning rate is stored inside the velocity: keep it out, so that a new lr counts for the old velocity too.": {
        "stored": True,
    },
}
_DECAY = {
    "Weight decay seems to have no effect on this parameter.": {"decay": lambda p, first, wd, lr: 0.0},
    "The decay is twice too strong: the derivative of weight_decay/2 * w**2 is weight_decay * w.": {
        "decay": lambda p, first, wd, lr: 2 * wd * p,
    },
    "The decay is half of what it should be: the derivative of weight_decay/2 * w**2 is weight_decay * w.": {
        "decay": lambda p, first, wd, lr: 0.5 * wd * p,
    },
    "The decay has the wrong sign: it makes weights grow.": {"decay": lambda p, first, wd, lr: -wd * p},
    "The decay adds weight_decay * sign(w): that is L1. Here it is weight_decay * w.": {
        "decay": lambda p, first, wd, lr: wd * np.sign(p),
    },
    "The decay adds the square of the weights: use its derivative, weight_decay * w.": {
        "decay": lambda p, first, wd, lr: 0.5 * wd * p**2,
    },
    "The decay pulls by the starting values: use the parameter of the moment.": {
        "decay": lambda p, first, wd, lr: wd * first,
    },
    "The decay contains the learning rate twice: the whole update is multiplied by it once.": {
        "decay": lambda p, first, wd, lr: lr * wd * p,
    },
    "The decay is taken from the parameter after the step: use its value from before.": {"apart": "after"},
    "The decay shrinks the parameter directly, without the learning rate: add it to the gradient.": {"apart": "no lr"},
    "The decay bypasses the velocity: add it to the gradient before the velocity is updated.": {"apart": "lr"},
}
_NESTEROV = {
    "This is momentum without Nesterov's look-ahead.": {"ahead": lambda g, v, old, mu: v},
    "The look-ahead leaves out the gradient itself: add it to momentum * velocity.": {
        "ahead": lambda g, v, old, mu: mu * v,
    },
    "The look-ahead adds the whole velocity: multiply it by momentum.": {"ahead": lambda g, v, old, mu: g + v},
    "The look-ahead goes from the velocity by another momentum * velocity: start from the gradient.": {
        "ahead": lambda g, v, old, mu: v + mu * v,
    },
    "The look-ahead uses the gradient alone: the velocity is left out.": {"ahead": lambda g, v, old, mu: g},
    "The look-ahead contains one momentum too many: it is momentum * velocity.": {
        "ahead": lambda g, v, old, mu: g + mu**2 * v,
    },
    "The look-ahead has a minus sign: add momentum * velocity.": {"ahead": lambda g, v, old, mu: g - mu * v},
    "The look-ahead is not in the first step: there, too, it is gradient plus momentum * velocity.": {
        "ahead": lambda g, v, old, mu: g + mu * v if old.any() else v,
    },
    "With nesterov=True the weight decay has no effect.": {"decay": lambda p, first, wd, lr: 0.0},
    "The look-ahead happens in the first step only.": {
        "ahead": lambda g, v, old, mu: v if old.any() else g + mu * v,
    },
    "The look-ahead uses the gradient without weight decay.": {"bare": True},
}


@lazily
def paths(start, grads, lrs, momentum=0.0, weight_decay=0.0, nesterov=False) -> dict:
    """Hint -> the path of one parameter, an array (steps, *shape), for every mistake in these options.

    Args:
        start: the parameter's starting value.
        grads: its gradient at each step.
        lrs: the learning rate of each step.
        momentum, weight_decay, nesterov: as SGD takes them.
    """
    special = _NESTEROV if nesterov else _DECAY if weight_decay else _MOMENTUM if momentum else {}
    options = {"momentum": momentum, "weight_decay": weight_decay, "nesterov": nesterov}
    return {hint: _path(start, grads, lrs, **options, **twist) for hint, twist in (_PLAIN | special).items()}


def _path(
    start, grads, lrs, *, momentum, weight_decay, nesterov,
    scale=lambda p: 1.0, rate=lambda lr, first: lr, velocity=lambda v, g, mu: mu * v + g, late=False, stored=False,
    decay=lambda p, first, wd, lr: wd * p, apart="", ahead=lambda g, v, old, mu: g + mu * v, bare=False,
):  # fmt: skip
    value, speed, path = start.copy(), np.zeros_like(start), []
    for raw, given in zip(grads, lrs, strict=True):
        lr = rate(given, lrs[0])
        pull = decay(value, start, weight_decay, lr)
        grad = (raw if apart else raw + pull) * (lr if stored else 1.0)
        old, speed = speed, velocity(speed, grad, momentum) if momentum else grad
        update = ahead(raw if bare else grad, speed, old, momentum) if nesterov else old if late else speed
        value = value - scale(start) * (1.0 if stored else lr) * update
        value = value - {"": 0.0, "lr": lr * pull, "no lr": pull, "after": lr * weight_decay * value}[apart]
        path.append(value)
    return np.array(path)
