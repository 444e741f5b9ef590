"""Train the reference MLP: `python solution/train.py --data toy`, or on CIFAR-10 without `--data`.

The classes come out of the solution notebooks, and no other code computes a gradient. Writes curves.png and,
after every epoch so that an interrupted run keeps what it measured, metrics.json.
"""

import argparse
import json
import os
import platform
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parent / "backprop"
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main(argv=None):
    """Command line; returns the exit status: 0 trained, 1 could not be trained, 2 bad usage or no data."""
    args = parse_arguments(argv)
    if args.threads:
        # Read by the BLAS library when numpy is imported, hence before any import of bpkit.
        os.environ.update(dict.fromkeys(THREAD_VARIABLES, str(args.threads)))
    from bpkit.data import DataError, DataNotFound
    from bpkit.training import TrainingDiverged

    try:
        args.out.mkdir(parents=True, exist_ok=True)
        metrics = train(args, load(args), args.out)
    except (DataNotFound, OSError) as error:
        print(f"train.py: {error}", file=sys.stderr)
        return 2
    except (DataError, TrainingDiverged, ImportError) as error:
        print(f"train.py: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"train.py: interrupted; the finished epochs are in {args.out / 'metrics.json'}.", file=sys.stderr)
        return 1
    print(
        f"{metrics['data']['name']}: test accuracy {metrics['test_accuracy']:.2%} with the weights of epoch "
        f"{metrics['best_epoch']}, the best on validation images. See {args.out}."
    )
    return 0


def parse_arguments(argv):
    """The command's options as a namespace; exits with status 2 and one line when they make no sense."""
    parser = argparse.ArgumentParser(
        description="Train the reference MLP with the classes of the solution notebooks.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--data", default="cifar10", help="toy, cifar10 (looked for in data/), or a folder that has CIFAR-10")
    add("--data-label", metavar="TEXT", help="name of the data, for metrics.json and the picture")
    add("--download", action="store_true", help="fetch CIFAR-10 when it is not there")
    add("--epochs", type=_positive(int), default=10, help="passes over the training images")
    add("--hidden", type=_sizes, default="1024,512", metavar="N,N,...", help="units of the hidden layers")
    add("--batch-size", type=_positive(int), default=128, help="images per step")
    add("--lr", type=_positive(float), default=0.02, help="learning rate")
    add("--momentum", type=float, default=0.9, help="of SGD")
    add("--weight-decay", type=float, default=5e-4, help="of SGD")
    add("--augment", choices=["none", "flip", "flip+crop"], default="none", help="random changes to images")
    add("--seed", type=int, default=0, help="of weights, shuffling and augmentation")
    add("--threads", type=_positive(int), help="threads of the matrix products")
    add("--out", type=Path, help="folder for the results; runs/DATA-DATE-TIME when not given")
    args = parser.parse_args(argv)
    if args.out is None:
        args.out = Path("runs") / f"{Path(args.data).name}-{time.strftime('%Y%m%d-%H%M%S')}"
    return args


def load(args):
    """The Dataset that the options name."""
    from bpkit.data import cifar10, toy

    if args.data == "toy":
        dataset = toy()
    else:
        dataset = cifar10("data" if args.data == "cifar10" else args.data, download=args.download)
    return replace(dataset, name=args.data_label) if args.data_label else dataset


def train(config, dataset, out):
    """Train, choose the epoch on validation images, test once, write the results.

    Args:
        config: namespace of parse_arguments.
        dataset: Dataset.
        out: Path of the folder for metrics.json and curves.png; must exist.
    Returns:
        The contents of metrics.json, a dict.
    Raises:
        TrainingDiverged: the loss is no number any more.
    """
    from bpkit import import_from, plots
    from bpkit.training import evaluate, weights_sha256

    trainer = build(config, dataset, partial(import_from, folder=NOTEBOOKS))
    metrics = describe(config, dataset, trainer.model)
    trainer.fit(config.epochs, on_epoch=lambda trainer: save(metrics | progress_of(trainer), out))
    test_loss, test_accuracy = evaluate(trainer.model, trainer.loss, dataset.x_test, dataset.y_test)
    metrics |= progress_of(trainer) | {
        "test_loss": test_loss,
        "test_accuracy": test_accuracy,
        "weights_sha256": weights_sha256(trainer.model),
    }
    save(metrics, out)
    plots.curves(trainer.history, path=out / "curves.png", title=dataset.name)
    return metrics


def build(config, dataset, take):
    """A Trainer in its starting state.

    Args:
        config, dataset: as for train.
        take: import_from, bound to the folder of the notebooks.
    """
    import numpy as np

    from bpkit.data import AUGMENTATIONS
    from bpkit.training import Trainer

    MLP, minibatches, train_epoch = take("05_mlp_cifar10.ipynb", "MLP", "minibatches", "train_epoch")
    (SoftmaxCrossEntropy,) = take("03_softmax_cross_entropy.ipynb", "SoftmaxCrossEntropy")
    (SGD,) = take("04_sgd.ipynb", "SGD")
    # Three streams: more augmentation does not change the shuffling, another width does not change either.
    weights_rng, shuffle_rng, augment_rng = map(np.random.default_rng, np.random.SeedSequence(config.seed).spawn(3))
    sizes = [dataset.x_train.shape[1], *config.hidden, len(dataset.class_names)]
    model = MLP(sizes, rng=weights_rng, dtype=np.float32)
    return Trainer(
        model=model,
        loss=SoftmaxCrossEntropy(),
        optimizer=SGD(model.parameters(), config.lr, momentum=config.momentum, weight_decay=config.weight_decay),
        dataset=dataset,
        train_epoch=train_epoch,
        minibatches=minibatches,
        batch_size=config.batch_size,
        rng=shuffle_rng,
        augment=partial(AUGMENTATIONS[config.augment], rng=augment_rng),
    )


def describe(config, dataset, model):
    """What metrics.json says before training: what is trained on what, with which software."""
    import numpy as np

    settings = {key: value for key, value in vars(config).items() if key not in ("out", "data_label", "download")}
    return {
        "data": {
            "name": dataset.name,
            "training_sha256": dataset.fingerprint,
            "images": {
                "training": len(dataset.y_train),
                "validation": len(dataset.y_val),
                "test": len(dataset.y_test),
            },
        },
        "config": settings,
        "parameters": sum(parameter.data.size for parameter in model.parameters()),
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "machine": {"system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count()},
    }


def progress_of(trainer):
    """The part of metrics.json that grows with every epoch."""
    return {"best_epoch": trainer.best_epoch, "epochs": trainer.history}


def save(metrics, out):
    """Write metrics.json; at every moment the file is whole."""
    from bpkit.files import write_atomically

    write_atomically(out / "metrics.json", (json.dumps(metrics, indent=2, allow_nan=False) + "\n").encode())


def _positive(number):
    def convert(text):
        value = number(text)
        if not 0 < value < float("inf"):
            raise ValueError
        return value

    convert.__name__ = f"positive {number.__name__}"  # argparse quotes it: invalid positive int value: '0'
    return convert


def _sizes(text):
    return [_positive(int)(size) for size in text.split(",")]


_sizes.__name__ = "list of sizes"


if __name__ == "__main__":
    sys.exit(main())
