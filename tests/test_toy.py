"""The toy data set: CIFAR-10's shape, the same every time, learnable but not trivially."""

from pathlib import Path

import numpy as np
import pytest

from bpkit import import_from
from bpkit.data import DataError, toy
from bpkit.training import Trainer

NOTEBOOKS = Path(__file__).parent.parent / "solution" / "backprop"


def train(dataset, hidden, epochs):
    MLP, train_epoch, minibatches = import_from(
        "05_mlp_cifar10.ipynb", "MLP", "train_epoch", "minibatches", folder=NOTEBOOKS
    )
    (SoftmaxCrossEntropy,) = import_from("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy", folder=NOTEBOOKS)
    (SGD,) = import_from("04_sgd.ipynb", "SGD", folder=NOTEBOOKS)
    model = MLP([3072, *hidden, 10], rng=np.random.default_rng(0), dtype=np.float32)
    optimizer = SGD(model.parameters(), lr=0.02, momentum=0.9)
    rng = np.random.default_rng(1)
    trainer = Trainer(model, SoftmaxCrossEntropy(), optimizer, dataset, train_epoch, minibatches, 128, rng)
    return trainer.fit(epochs)


def test_shapes_and_types():
    """The splits look like CIFAR-10's, so code written on one runs on the other."""
    dataset = toy(n_train=60, n_val=20, n_test=30)

    assert (dataset.x_train.shape, dataset.x_val.shape, dataset.x_test.shape) == (
        (60, 3072),
        (20, 3072),
        (30, 3072),
    )
    assert (dataset.y_train.shape, dataset.y_val.shape, dataset.y_test.shape) == ((60,), (20,), (30,))
    assert {dataset.x_train.dtype, dataset.x_val.dtype, dataset.x_test.dtype} == {np.dtype(np.float32)}
    assert {dataset.y_train.dtype, dataset.y_val.dtype, dataset.y_test.dtype} == {np.dtype(np.int64)}
    assert len(dataset.class_names) == 10
    assert repr(dataset) == ("<Dataset toy: 60 training, 20 validation and 30 test images of 10 classes>")


def test_same_seed_same_data():
    """The data is a function of its arguments, and the global random state plays no part."""
    first, again, other = toy(50, 5, 5), toy(50, 5, 5), toy(50, 5, 5, seed=1)

    assert first.fingerprint == again.fingerprint != other.fingerprint
    for part in ("x_train", "y_train", "x_val", "y_val", "x_test", "y_test"):
        np.testing.assert_array_equal(getattr(first, part), getattr(again, part))


def test_all_classes_are_there():
    """Every class has its share of the training images."""
    counts = np.bincount(toy().y_train, minlength=10)

    assert counts.min() > 150
    assert counts.max() < 250


def test_a_small_mlp_learns_it_and_a_linear_model_does_not():
    """3072-64-10 validates at 70 to 90 % within ten epochs; without a hidden layer it stays low."""
    dataset = toy()

    small, linear = train(dataset, [64], 10), train(dataset, [], 10)

    assert 0.7 < small[-1]["val_accuracy"] < 0.9
    assert linear[-1]["val_accuracy"] < 0.3


def test_it_can_be_overfitted():
    """The training images are learned by heart while validation stays behind: there is something to see."""
    last = train(toy(), [256], 8)[-1]

    assert last["train_accuracy"] > 0.99
    assert last["train_accuracy"] - last["val_accuracy"] > 0.1


@pytest.mark.parametrize("sizes", [{"n_train": 0}, {"n_val": 0}, {"n_test": -1}])
def test_empty_split(sizes):
    """A split without images is refused with what to change."""
    with pytest.raises(DataError, match="Every split of the toy data needs at least one image: raise n_train"):
        toy(**sizes)
