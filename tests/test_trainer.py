"""bpkit.training.Trainer: keeps the best epoch, goes on where it stopped, and ends a training that diverges."""

from pathlib import Path

import numpy as np
import pytest

from bpkit import checkpoint, import_from
from bpkit.averaging import WeightAverage
from bpkit.data import toy
from bpkit.module import Parameter
from bpkit.training import Trainer, TrainingDiverged, evaluate, weights_sha256

SOLUTION = Path(__file__).parent.parent / "solution"


@pytest.fixture
def trainer():
    """A Trainer of 3072-8-10 on 100 toy images, with the reference classes."""
    return make_trainer()


def make_trainer():
    """The same Trainer anew."""

    def take(name, *names):
        return import_from(name, *names, folder=SOLUTION / "backprop")

    MLP, train_epoch, minibatches = take("05_mlp_cifar10.ipynb", "MLP", "train_epoch", "minibatches")
    (SoftmaxCrossEntropy,) = take("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy")
    (SGD,) = take("04_sgd.ipynb", "SGD")
    model = MLP([3072, 8, 10], rng=np.random.default_rng(0), dtype=np.float32)
    optimizer = SGD(model.parameters(), lr=0.01)
    rng = np.random.default_rng(1)
    return Trainer(model, SoftmaxCrossEntropy(), optimizer, toy(100, 50, 1), train_epoch, minibatches, 32, rng)


def test_the_best_epoch_is_kept(trainer):
    """After fit the model has the weights of the epoch that validated best, not of the last one."""
    seen = []

    history = trainer.fit(12, on_epoch=lambda trainer: seen.append(weights_sha256(trainer.model)))

    best = max(history, key=lambda row: row["val_accuracy"])
    assert trainer.best_epoch == best["epoch"] < 12
    assert weights_sha256(trainer.model) == seen[best["epoch"] - 1]
    measured = evaluate(trainer.model, trainer.loss, trainer.dataset.x_val, trainer.dataset.y_val)
    assert measured == (best["val_loss"], best["val_accuracy"])


def test_fit_goes_on_from_its_history(trainer):
    """fit(epochs) means so many in all: called again it trains only what is missing."""
    trainer.fit(1)
    trainer.fit(3)
    trainer.fit(3)

    assert [row["epoch"] for row in trainer.history] == [1, 2, 3]


def test_training_stays_in_float32(trainer):
    """Data and model are float32, and so are the weights after training."""
    trainer.fit(1)

    assert {parameter.data.dtype for parameter in trainer.model.parameters()} == {np.dtype(np.float32)}


def test_augmentation_sees_every_training_batch_and_nothing_else(trainer):
    """augment is called with each training image once per epoch and never with validation images."""
    sizes = []
    trainer.augment = lambda x: sizes.append(len(x)) or x

    trainer.fit(2)

    assert sizes == [32, 32, 32, 4] * 2


def test_nan_ends_training(trainer):
    """A nan in the data ends the epoch with a sentence, and the history keeps finite rows only."""
    trainer.fit(1)
    trainer.dataset.x_train[0, 0] = np.nan

    with pytest.raises(
        TrainingDiverged, match=r"not finite any more in epoch 2: try a smaller learning rate than 0\.01"
    ):
        trainer.fit(2)
    assert len(trainer.history) == 1


def test_evaluate_weights_every_image_alike(trainer):
    """Mean loss and accuracy do not depend on how the images are cut into batches."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((2345, 3072)).astype(np.float32)
    y = rng.integers(0, 10, 2345)

    loss, accuracy = evaluate(trainer.model, trainer.loss, x, y)

    logits = trainer.model(x)
    assert loss == pytest.approx(trainer.loss.forward(logits, y), rel=1e-5)
    assert accuracy == (logits.argmax(axis=1) == y).mean()


def test_the_schedule_is_asked_before_each_step(trainer):
    """the learning rate of a step follows from the share of the training that is done, over all epochs"""
    shares = []
    trainer.schedule = lambda done: shares.append(done) or 0.01

    trainer.fit(2)

    assert shares == pytest.approx([0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875])


def test_an_average_forgets_the_start():
    """after many steps the average is the mean of the recent weights, not of the random ones it began with"""
    parameter = Parameter(np.array([1000.0]))
    average = WeightAverage([parameter], steps=50, every=10)
    for step in range(5000):
        parameter.data[...] = 3 + (-1) ** (step // 10)
        average.after_step()

    assert average.weights[0] == pytest.approx([3], abs=0.2)


def test_averaged_weights_are_measured_and_kept(trainer):
    """with an average, validation and the kept weights are the average's; training goes on from its own weights"""
    trainer.average = WeightAverage(trainer.model.parameters(), steps=4, every=1)
    at_the_end = []

    trainer.fit(2, on_epoch=lambda trainer: at_the_end.append(weights_sha256(trainer.model)))

    plain = make_trainer()
    plain_ends = []
    plain.fit(2, on_epoch=lambda trainer: plain_ends.append(weights_sha256(trainer.model)))
    assert at_the_end == plain_ends
    assert weights_sha256(trainer.model) not in plain_ends
    measured = evaluate(trainer.model, trainer.loss, trainer.dataset.x_val, trainer.dataset.y_val)
    best = trainer.history[trainer.best_epoch - 1]
    assert measured == (best["val_loss"], best["val_accuracy"])


@pytest.fixture
def saved(tmp_path):
    """A checkpoint after two epochs, with momentum and an average: (path, function that builds its Trainer anew)."""

    def fresh():
        trainer = make_trainer()
        trainer.optimizer.momentum = 0.9
        trainer.average = WeightAverage(trainer.model.parameters(), steps=20, every=3)
        return trainer

    trainer = fresh()
    trainer.fit(2)
    checkpoint.save(tmp_path / "checkpoint.npz", trainer, {"shuffle": trainer.rng})
    return tmp_path / "checkpoint.npz", fresh


def test_a_damaged_checkpoint(saved):
    """half a file, text, and a pickle in an array: one sentence each, and the trainer is as it was"""
    path, fresh = saved
    whole, trainer = path.read_bytes(), fresh()
    before = weights_sha256(trainer.model)
    np.savez(path, state=np.array({"format": 1}, dtype=object))
    for content in (whole[: len(whole) // 2], b"", b"no archive", path.read_bytes()):
        path.write_bytes(content)
        with pytest.raises(checkpoint.CheckpointError, match=r"checkpoint\.npz is damaged or no checkpoint: start"):
            checkpoint.load(path, trainer, {"shuffle": trainer.rng})
    assert (weights_sha256(trainer.model), trainer.history) == (before, [])


def test_a_checkpoint_of_another_model(saved):
    """other sizes, or no average where one was: refused in one sentence"""
    path, fresh = saved
    other = fresh()
    other.average = None
    with pytest.raises(checkpoint.CheckpointError, match="belongs to another model or kit: start this training anew"):
        checkpoint.load(path, other, {"shuffle": other.rng})


def test_a_checkpoint_of_other_images(saved):
    """images that changed between two runs: refused, as the result would be of neither"""
    path, fresh = saved
    other = fresh()
    other.dataset = toy(101, 50, 1)
    with pytest.raises(checkpoint.CheckpointError, match="was trained on other images than toy: give it those again"):
        checkpoint.load(path, other, {"shuffle": other.rng})
