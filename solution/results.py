"""What a training leaves behind: metrics.json and metrics.csv, a checkpoint, the weights, and pictures."""

import csv
import io
import json
import os
import platform
import statistics
from dataclasses import asdict

import numpy as np

from bpkit import plots
from bpkit.files import write_atomically
from bpkit.training import evaluate, weights_sha256
from reference import softmax


def describe(plan, dataset, model, seed):
    """What metrics.json says before training: what is trained on what, with which software."""
    parts = {"training": dataset.y_train, "validation": dataset.y_val, "test": dataset.y_test}
    return {
        "data": {
            "name": dataset.name,
            "training_sha256": dataset.fingerprint,
            "images": {name: len(labels) for name, labels in parts.items()},
        },
        "recipe": plan.name,
        "config": asdict(plan.recipe) | {"seed": seed, "threads": plan.threads},
        "parameters": sum(parameter.data.size for parameter in model.parameters()),
        "versions": {"python": platform.python_version(), "numpy": np.__version__},
        "machine": {"system": platform.system(), "processor": platform.machine(), "cores": os.cpu_count()},
    }


def save_metrics(metrics, trainer, out):
    """Write metrics.json and metrics.csv as they are after an epoch; at every moment each file is whole.

    Returns:
        The contents of metrics.json, a dict.
    """
    metrics = metrics | {"best_epoch": trainer.best_epoch, "epochs": trainer.history}
    save_json(metrics, out / "metrics.json")
    table = io.StringIO()
    writer = csv.DictWriter(table, trainer.history[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(trainer.history)
    write_atomically(out / "metrics.csv", table.getvalue())
    return metrics


def save_json(content, path):
    """Write a JSON file in one step."""
    write_atomically(path, json.dumps(content, indent=2, allow_nan=False) + "\n")


def measure(trainer):
    """The kept weights on the test images: what is written once, at the end.

    Returns:
        dict: test_loss (nats), test_accuracy (0..1), test_accuracy_mirrored (with the mean of the probabilities of
        each image and its mirror image, which is not the figure to quote), weights_sha256, training_seconds.
    """
    data = trainer.dataset
    loss, accuracy = evaluate(trainer.model, trainer.loss, data.x_test, data.y_test)
    both = probabilities(trainer.model, data.x_test) + probabilities(trainer.model, mirrored(data.x_test))
    return {
        "test_loss": loss,
        "test_accuracy": accuracy,
        "test_accuracy_mirrored": float((both.argmax(axis=1) == data.y_test).mean()),
        "weights_sha256": weights_sha256(trainer.model),
        "training_seconds": sum(row["seconds"] for row in trainer.history),
    }


def probabilities(model, x):
    """Softmax of the logits, float (N, C), a thousand images at a time."""
    return np.concatenate([softmax(model(x[start : start + 1000])) for start in range(0, len(x), 1000)])


def mirrored(x):
    """Images (N, 3072) with left and right exchanged."""
    return np.ascontiguousarray(x.reshape(-1, 3, 32, 32)[..., ::-1]).reshape(x.shape)


def draw(trainer, out, title):
    """Write the four pictures, and the weights they are of."""
    data, model = trainer.dataset, trainer.model
    chances = probabilities(model, data.x_test)
    plots.curves(trainer.history, path=out / "curves.png", title=title)
    plots.confusion(data.y_test, chances.argmax(axis=1), data.class_names, path=out / "confusion.png")
    plots.units(model.parameters()[0].data, path=out / "first-layer.png")
    plots.mistakes(data.images(data.x_test), data.y_test, chances, data.class_names, path=out / "mistakes.png")
    buffer = io.BytesIO()
    np.savez(buffer, *[parameter.data for parameter in model.parameters()])
    write_atomically(out / "weights.npz", buffer.getvalue())


def summary(runs):
    """Test accuracy over the seeds.

    Args:
        runs: dict, seed -> contents of its metrics.json.
    Returns:
        dict: "seeds" (seed -> test accuracy), "mean", "spread" (sample standard deviation, None for one seed).
    """
    accuracies = {seed: metrics["test_accuracy"] for seed, metrics in runs.items()}
    values = list(accuracies.values())
    spread = statistics.stdev(values) if len(values) > 1 else None
    return {"seeds": accuracies, "mean": statistics.fmean(values), "spread": spread}
