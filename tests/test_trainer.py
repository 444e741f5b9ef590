"""bpkit.training.Trainer: keeps the best epoch, goes on where it stopped, and ends a training that diverges."""

from pathlib import Path

import numpy as np
import pytest

from bpkit import import_from
from bpkit.data import toy
from bpkit.training import Trainer, TrainingDiverged, evaluate, weights_sha256

SOLUTION = Path(__file__).parent.parent / "solution"


@pytest.fixture
def trainer():
    """A Trainer of 3072-8-10 on 100 toy images, with the reference classes."""

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
