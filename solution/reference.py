"""The reference MLP, put together from the solution notebooks: no other code computes a gradient."""

from functools import partial
from pathlib import Path

import numpy as np

from bpkit import import_from
from bpkit.averaging import WeightAverage
from bpkit.data import AUGMENTATIONS
from bpkit.training import Trainer

NOTEBOOKS = Path(__file__).resolve().parent / "backprop"
take = partial(import_from, folder=NOTEBOOKS)

MLP, minibatches, train_epoch = take("05_mlp_cifar10.ipynb", "MLP", "minibatches", "train_epoch")
softmax, SoftmaxCrossEntropy = take("03_softmax_cross_entropy.ipynb", "softmax", "SoftmaxCrossEntropy")
(SGD,) = take("04_sgd.ipynb", "SGD")


def build(recipe, dataset, seed):
    """A Trainer in its starting state, and what it draws from.

    Args:
        recipe: a Recipe.
        dataset: a Dataset.
        seed: int; with the same one, and as many threads, a training repeats bit for bit.
    Returns:
        (Trainer, dict of numpy Generators: "shuffle" and "augment").
    """
    # Three streams: more augmentation does not change the shuffling, another width does not change either.
    weights_rng, shuffle_rng, augment_rng = map(np.random.default_rng, np.random.SeedSequence(seed).spawn(3))
    sizes = [dataset.x_train.shape[1], *recipe.hidden, len(dataset.class_names)]
    model = network(sizes, weights_rng)
    parameters = model.parameters()
    how = {"momentum": recipe.momentum, "nesterov": recipe.nesterov and recipe.momentum > 0}
    trainer = Trainer(
        model=model,
        loss=SoftmaxCrossEntropy(),
        optimizer=SGD(parameters, recipe.lr, weight_decay=recipe.weight_decay, **how),
        dataset=dataset,
        train_epoch=train_epoch,
        minibatches=minibatches,
        batch_size=recipe.batch_size,
        rng=shuffle_rng,
        augment=partial(AUGMENTATIONS[recipe.augment], rng=augment_rng),
        schedule=recipe.learning_rate(),
        average=WeightAverage(parameters, recipe.average) if recipe.average else None,
    )
    return trainer, {"shuffle": shuffle_rng, "augment": augment_rng}


def network(sizes, rng, dtype=np.float32):
    """A reference MLP for training: its first layer does not compute the gradient of the images."""
    model = MLP(sizes, rng=rng, dtype=dtype)
    model.layers[0].needs_grad_input = False
    return model
