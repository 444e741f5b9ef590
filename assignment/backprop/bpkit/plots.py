"""Pictures: learning curves and grids of images. Needs matplotlib.

Figures are made without pyplot, so no backend is chosen and no state is shared: they work in a notebook, in a
script and in a thread, and saving one needs no display.
"""

import io
from functools import partial
from pathlib import Path

from .files import write_atomically

# Blue and vermilion of the Okabe-Ito palette: distinct for every kind of colour vision; in grey by dashes.
TRAINING = {"color": "#0072B2", "linestyle": "-", "marker": "o"}
VALIDATION = {"color": "#D55E00", "linestyle": "--", "marker": "s"}


def curves(history, path=None, title=None):
    """Loss and accuracy against the epoch, for training and validation images side by side.

    Args:
        history: list of dicts, one per epoch, with "epoch", "train_loss", "val_loss" (nats), "train_accuracy"
            and "val_accuracy" (0..1): the history of a bpkit.training.Trainer.
        path: where to save the picture (the ending says the format, e.g. .png), or None.
        title: str above both plots, or None.
    Returns:
        matplotlib.figure.Figure.
    Raises:
        ValueError: the history is empty.
    """
    if not history:
        raise ValueError("There is no epoch to draw yet: train for at least one.")
    figure = _figure(9, 3.8)
    loss_axes, accuracy_axes = figure.subplots(1, 2)
    _draw_curves(loss_axes, history, "loss", 1)
    loss_axes.set_ylabel("mean loss (nats)")
    _draw_curves(accuracy_axes, history, "accuracy", 100)
    accuracy_axes.set_ylabel("accuracy (%)")
    if title:
        figure.suptitle(title)
    return _finished(figure, path)


def images(pixels, labels, class_names=None, columns=10, path=None):
    """A grid of images with their labels.

    Args:
        pixels: uint8 (N, 32, 32, 3), RGB, e.g. `dataset.images(dataset.x_train[:20])`.
        labels: N labels to write above the images: integers, or any text.
        class_names: names to write instead of the integers, or None.
        columns: images in a row.
        path: where to save the picture, or None.
    Returns:
        matplotlib.figure.Figure.
    Raises:
        ValueError: no images, or not as many labels as images.
    """
    if len(pixels) == 0 or len(pixels) != len(labels):
        raise ValueError(
            f"A grid needs one label for each image, but there are {len(pixels)} images and {len(labels)} labels."
        )
    columns = min(columns, len(pixels))
    rows = -(-len(pixels) // columns)
    figure = _figure(1.1 * columns, 1.3 * rows)
    grid = figure.subplots(rows, columns, squeeze=False)
    for axes in grid.flat:
        axes.set_axis_off()
    for axes, image, label in zip(grid.flat, pixels, labels, strict=False):
        axes.imshow(image, interpolation="nearest")
        axes.set_title(class_names[label] if class_names else str(label), fontsize=9)
    return _finished(figure, path)


def _draw_curves(axes, history, quantity, scale):
    epochs = [row["epoch"] for row in history]
    for key, label, style in (("train", "training", TRAINING), ("val", "validation", VALIDATION)):
        values = [scale * row[f"{key}_{quantity}"] for row in history]
        axes.plot(epochs, values, label=label, markersize=4, **style)
    axes.set_xlabel("epoch")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(alpha=0.3)
    axes.legend()


def _figure(width, height):
    """A Figure of that size in inches, which a notebook shows even when pyplot was never imported."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    figure._repr_png_ = partial(_encoded, figure, "png")
    return figure


def _encoded(figure, format):
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, dpi=120)
    return buffer.getvalue()


def _finished(figure, path):
    if path is not None:
        write_atomically(path, _encoded(figure, Path(path).suffix.lstrip(".")))
    return figure
