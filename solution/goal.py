"""Make bpkit/goal.npz, what the notebooks show of the trained reference: `python solution/goal.py FULL OVERFIT`.

FULL and OVERFIT are results' folders of train.py (recipes full and overfit); the first seed is shown. No photograph
gets into the file: weights, and images that were made from grey by climbing gradients.
"""

import argparse
import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "backprop"))

import numpy as np

from bpkit import plots
from bpkit.data.dataset import to_pixels
from bpkit.files import write_atomically
from bpkit.goal import FILE
from bpkit.training import put_weights
from reference import MLP, softmax, take

(input_gradient_ascent,) = take("06_going_further.ipynb", "input_gradient_ascent")

UNITS = 36
STEPS, RATE, DECAY = 300, 0.1, 0.02  # of the climb
MEAN, STD = np.array([0.4914, 0.4822, 0.4465]), np.array([0.2470, 0.2435, 0.2616])  # data/README.md
COLUMNS = ("epoch", "train_loss", "train_accuracy", "val_loss", "val_accuracy")


def main():
    """Read two runs, and write what the notebooks show of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("full", type=Path)
    parser.add_argument("overfit", type=Path)
    parser.add_argument("--out", type=Path, default=FILE)
    options = parser.parse_args()
    full, overfit = (metrics(folder) for folder in (options.full, options.overfit))
    model = trained(first_seed(options.full), full["config"]["hidden"])
    liked = climb(model, classes=10)
    weight = model.parameters()[0].data
    largest = np.argsort(-np.linalg.norm(weight, axis=1))[:UNITS]
    content = {"facts": facts(options.full, full), "history": rows(full), "overfit": rows(overfit)}
    buffer = io.BytesIO()
    np.savez_compressed(
        buffer,
        content=np.frombuffer(json.dumps(content).encode(), np.uint8),
        units=plots.as_pixels(weight[largest]),
        liked=to_pixels(liked, MEAN, STD),
        liked_scores=np.diag(softmax(model(liked))),
    )
    write_atomically(options.out, buffer.getvalue())
    print(f"{options.out}: {len(buffer.getvalue()) / 1000:.0f} kB")


def first_seed(folder):
    """The results of the first seed in a folder of train.py."""
    return min(folder.glob("seed-*"), key=lambda path: int(path.name.removeprefix("seed-")))


def metrics(folder):
    """The first seed's metrics.json."""
    return json.loads((first_seed(folder) / "metrics.json").read_text(encoding="utf-8"))


def facts(folder, run):
    """What is said beside the curves."""
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    config = {name: run["config"][name] for name in ("hidden", "epochs")}
    reached = {"test_accuracy": results["mean"], "seeds": len(results["seeds"])}
    return {"data": run["data"]["name"], **config, **reached}


def rows(run):
    """The history, rounded to what a curve can show."""
    return [{name: round(row[name], 4) for name in COLUMNS} for row in run["epochs"]]


def trained(folder, hidden):
    """The reference MLP with the weights that were kept."""
    model = MLP([3072, *hidden, 10], dtype=np.float32)
    with np.load(folder / "weights.npz") as saved:
        put_weights(model, saved.values())
    return model


def climb(model, classes):
    """For each class an image of which the network is sure: up the gradient of its logit with respect to the image.

    Returns:
        float32 (classes, 3072), standardised. They start at 0, the mean colour; DECAY pulls them back there.
    """
    start = np.zeros(3072, np.float32)
    return np.array([input_gradient_ascent(model, start, unit, STEPS, RATE, DECAY)[0] for unit in range(classes)])


if __name__ == "__main__":
    main()
