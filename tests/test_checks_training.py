"""Public checks of SGD, MLP and training: a planted mistake fails the check meant for it, and is named."""

from pathlib import Path

import numpy as np
import pytest

from bpkit import check, import_from
from checked import failure

NOTEBOOKS = Path(__file__).parent.parent / "solution" / "backprop"


def sgd_with(step):
    """SGD with a step of its own: step(optimizer, parameter, its gradient)."""

    class SGD:
        def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
            self.parameters, self.lr, self.momentum, self.weight_decay = (
                list(parameters),
                lr,
                momentum,
                weight_decay,
            )
            self.first_lr, self.velocity = lr, {}

        def step(self):
            for p in self.parameters:
                if p.grad is not None:
                    step(self, p, p.grad)

        def zero_grad(self):
            for p in self.parameters:
                p.grad = None

    return SGD


def _velocity(optimizer, key, gradient):
    optimizer.velocity[key] = 0.9 * optimizer.velocity.get(key, 0.0) + gradient
    return optimizer.velocity[key]


def _move(p, by):
    p.data += by


def _rebind(o, p, g):
    p.data = p.data - o.lr * g


@pytest.mark.parametrize(
    ("exercise", "step", "sentence"),
    [
        ("sgd-plain", lambda o, p, g: _move(p, o.lr * g), "The step goes uphill"),
        (
            "sgd-plain",
            lambda o, p, g: _move(p, -o.first_lr * g),
            "The learning rate is the one of the constructor",
        ),
        ("sgd-plain", _rebind, "step has put another array in the place of data"),
        ("sgd-momentum", lambda o, p, g: _move(p, -o.lr * g), "Momentum has no effect"),
        ("sgd-momentum", lambda o, p, g: _move(p, -o.lr * _velocity(o, p, 0.1 * g)), "do not average"),
        ("sgd-momentum", lambda o, p, g: _move(p, -_velocity(o, p, o.lr * g)), "is inside the velocity"),
        (
            "sgd-momentum",
            lambda o, p, g: _move(p, -o.lr * _velocity(o, p.data.shape, g)),
            "The two parameters have one velocity between them",
        ),
        ("sgd-weight-decay", lambda o, p, g: _move(p, -o.lr * (g + 0.2 * p.data)), "twice too strong"),
        (
            "sgd-weight-decay",
            lambda o, p, g: _move(p, -o.lr * (g + 0.1 * np.sign(p.data))),
            "sign of the weight alone",
        ),
        ("sgd-weight-decay", lambda o, p, g: _move(p, -o.lr * g), "There is no decay."),
        (
            "sgd-nesterov",
            lambda o, p, g: _move(p, -o.lr * _velocity(o, p, g)),
            "without nesterov's look ahead",
        ),
    ],
)
def test_wrong_optimizer_is_explained(exercise, step, sentence):
    """The other forms of momentum and decay are told from the one this kit wants."""
    assert sentence in failure(exercise, sgd_with(step))


def epoch_with(forget_clearing=False, average=lambda losses, sizes: np.average(losses, weights=sizes)):
    def train_epoch(model, loss, optimizer, batches):
        losses, sizes = [], []
        for x, y in batches:
            if not forget_clearing:
                optimizer.zero_grad()
            losses.append(loss.forward(model.forward(x), y))
            sizes.append(len(x))
            model.backward(loss.backward())
            optimizer.step()
        return float(average(losses, sizes))

    return train_epoch


def share_right(model, x, y):
    return float(np.mean(model(x).argmax(axis=1) == y))


@pytest.mark.parametrize(
    ("train_epoch", "accuracy", "sentence"),
    [
        (epoch_with(forget_clearing=True), share_right, "zero_grad was called 0 times for 3 batches"),
        (
            epoch_with(average=lambda losses, sizes: np.mean(losses)),
            share_right,
            "This is the mean over batches",
        ),
        (
            epoch_with(average=lambda losses, sizes: losses[-1]),
            share_right,
            "This is the loss of the last batch.",
        ),
        (epoch_with(), lambda *a: 100 * share_right(*a), "This is a percentage"),
        (epoch_with(), lambda *a: None, "what accuracy returns must be one number (a float), but is None"),
        (lambda *a: 2.4, share_right, "model.forward was called 0 times for 3 batches"),
    ],
)
def test_wrong_training_is_explained(train_epoch, accuracy, sentence):
    """What goes wrong in a training loop without an error message."""
    assert sentence in failure("training", train_epoch, accuracy)


def test_training_may_be_written_either_way():
    """Calling model(x) or model.forward(x) is the same, and zero_grad may come after the step."""

    def train_epoch(model, loss, optimizer, batches):
        total = count = 0
        for x, y in batches:
            total += loss(model(x), y) * len(y)
            count += len(y)
            model.backward(loss.backward())
            optimizer.step()
            optimizer.zero_grad()
        return total / count

    check("training", train_epoch, share_right)


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        (lambda n, rng: np.arange(n), "the samples come in their old order"),
        (lambda n, rng: rng.integers(n, size=n), "Draw an order of all samples"),
        (lambda n, rng: np.random.default_rng().permutation(n), "equal rngs give different orders"),
        (lambda n, rng: np.random.default_rng(0).permutation(n), "different rngs give the same order"),
        (lambda n, rng: rng.permutation(n)[: n - n % 4], "Keep the last, smaller batch."),
    ],
)
def test_wrong_minibatches_are_explained(order, sentence):
    """No shuffling, shuffling with replacement, randomness of one's own, a lost batch."""

    def minibatches(x, y, batch_size, rng):
        rows = order(len(x), rng)
        for start in range(0, len(rows), batch_size):
            chosen = rows[start : start + batch_size]
            yield x[chosen], y[chosen]

    assert sentence in failure("minibatches", minibatches)


def test_wrong_mlp_is_explained(monkeypatch):
    """A ReLU too many, and layers that start equal."""
    monkeypatch.chdir(NOTEBOOKS)  # where 05 finds the notebooks that it imports from
    (MLP,) = import_from("05_mlp_cifar10.ipynb", "MLP")

    class Clipped(MLP):
        def forward(self, x):
            return np.maximum(super().forward(x), 0)

    class Equal(MLP):
        def __init__(self, sizes, rng=None, dtype=np.float64):
            super().__init__(sizes, rng, dtype)
            for parameter in self.parameters():
                parameter.data[...] = 0.1

    assert "There is a ReLU after the last layer" in failure("mlp-forward", Clipped)
    assert "Units that start equal stay equal" in failure("mlp-forward", Equal)


def test_a_model_that_empties_sizes_spoils_no_later_check(monkeypatch):
    """A mistake ends with its correction: the checks hand out lists of their own, in a kernel that runs on."""
    monkeypatch.chdir(NOTEBOOKS)
    (MLP,) = import_from("05_mlp_cifar10.ipynb", "MLP")

    class Emptying(MLP):
        def __init__(self, sizes, rng=None, dtype=np.float64):
            super().__init__(sizes, rng, dtype)
            sizes.clear()

    for exercise in ("mlp-forward", "mlp-backward"):
        check(exercise, Emptying)
        check(exercise, MLP)
