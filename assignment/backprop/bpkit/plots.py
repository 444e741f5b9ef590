"""Pictures: learning curves, grids of images, a confusion table, weights. Needs matplotlib.

Figures are made without pyplot, so no backend is chosen and no state is shared: they work in a notebook, in a
script and in a thread, and saving one needs no display.
"""

import base64
import io
from functools import partial
from pathlib import Path

import numpy as np

from . import kernel
from .files import write_atomically
from .finding import describe

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
        TypeError: it is no list.
    """
    if not isinstance(history, list):
        raise TypeError(f"curves draws the history of a Trainer, a list of dicts, but got {describe(history)}.")
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


def live_curves(title=None):
    """Learning curves that grow while a network trains, for `Trainer.fit(epochs, on_epoch=live_curves())`.

    Args:
        title: as in curves.
    Returns:
        A function of the Trainer. In a notebook it draws the curves anew in their place; elsewhere it does nothing.
    Raises:
        TypeError: title is no str; the parentheses were forgotten, perhaps.
    """
    if title is not None and not isinstance(title, str):
        raise TypeError("live_curves takes a title or nothing: write trainer.fit(epochs, on_epoch=live_curves()).")
    shown = None

    def draw(trainer):
        nonlocal shown
        if kernel.shell() is None:
            return
        figure = curves(trainer.history, title=title)
        if shown is None:
            from IPython.display import display

            shown = display(figure, display_id=True)
        else:
            shown.update(figure)

    return draw


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
        ValueError: no images, not as many labels as images, or rows of features where images belong.
    """
    if len(pixels) == 0 or len(pixels) != len(labels):
        raise ValueError(
            f"A grid needs one label for each image, but there are {len(pixels)} images and {len(labels)} labels."
        )
    if np.ndim(pixels) != 4:
        shape = np.shape(pixels)
        raise ValueError(f"Images have shape (N, 32, 32, 3), but these have {shape}: use the images of your Dataset.")
    columns = min(columns, len(pixels))
    figure = _figure(1.1 * columns, 1.3 * -(-len(pixels) // columns))
    for axes, image, label in zip(_grid(figure, len(pixels), columns), pixels, labels, strict=False):
        axes.imshow(image, interpolation="nearest")
        axes.set_title(class_names[label] if class_names else str(label), fontsize=9)
    return _finished(figure, path)


def confusion(labels, predicted, class_names, path=None):
    """How often each class is taken for each other: rows are true classes, in percent of their images.

    Args:
        labels, predicted: integers (N,), true and predicted classes.
        class_names: C names.
        path: where to save the picture, or None.
    Returns:
        matplotlib.figure.Figure.
    """
    count = len(class_names)
    table = np.bincount(np.asarray(labels) * count + predicted, minlength=count * count).reshape(count, count)
    percent = 100 * table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    figure = _figure(6.4, 5.6)
    axes = figure.subplots()
    axes.imshow(percent, cmap="Blues", vmin=0, vmax=100)
    for (row, column), value in np.ndenumerate(percent):
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", color="white" if value > 55 else "black")
    axes.set_xticks(range(count), class_names, rotation=45, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(count), class_names)
    axes.set_xlabel("predicted")
    axes.set_ylabel("true class (each row adds up to 100 %)")
    return _finished(figure, path)


def units(weight, columns=12, rows=6, path=None):
    """The incoming weights of the first layer's units as images, those with the largest norm first.

    Args:
        weight: (out, 3072), rows in the layout of Dataset.
        columns, rows: of the grid.
        path: where to save the picture, or None.
    Returns:
        matplotlib.figure.Figure. Grey is 0; each unit has its own scale.
    """
    order = np.argsort(-np.linalg.norm(weight, axis=1))[: rows * columns]
    figure = _figure(0.62 * columns, 0.62 * -(-len(order) // columns))
    for axes, pixels in zip(_grid(figure, len(order), columns), as_pixels(weight[order]), strict=False):
        axes.imshow(pixels, interpolation="nearest")
    return _finished(figure, path)


def as_pixels(rows):
    """Rows of weights, or of gradients with respect to images, as pictures to look at: 0 becomes grey.

    Args:
        rows: (N, 3072) in the layout of Dataset.
    Returns:
        uint8 (N, 32, 32, 3); each row is scaled by its own largest entries.
    """
    rows = np.asarray(rows, dtype=float)
    scale = np.quantile(np.abs(rows), 0.995, axis=1, keepdims=True)
    pixels = 127.5 * (1 + rows / np.where(scale > 0, scale, 1)).clip(0, 2)
    return pixels.astype(np.uint8).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)


def mistakes(pixels, labels, probabilities, class_names, count=24, path=None):
    """The wrong answers that were given with the greatest confidence.

    Args:
        pixels: uint8 (N, 32, 32, 3).
        labels: true classes, integers (N,).
        probabilities: (N, C).
        class_names: C names.
        count: how many to show, at most.
        path: where to save the picture, or None.
    Returns:
        matplotlib.figure.Figure.
    Raises:
        ValueError: every answer is right.
    """
    predicted, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    wrong = np.flatnonzero(predicted != labels)
    worst = wrong[np.argsort(-confidence[wrong])][:count]
    titles = [f"{class_names[predicted[i]]} {confidence[i]:.0%}\nis {class_names[labels[i]]}" for i in worst]
    return images(pixels[worst], titles, columns=8, path=path)


def _draw_curves(axes, history, quantity, scale):
    epochs = [row["epoch"] for row in history]
    for key, label, style in (("train", "training", TRAINING), ("val", "validation", VALIDATION)):
        values = [scale * row[f"{key}_{quantity}"] for row in history]
        every = max(1, len(epochs) // 20)  # a marker at each of a hundred epochs would hide the line
        axes.plot(epochs, values, label=label, markersize=4, markevery=every, **style)
    axes.set_xlabel("epoch")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(alpha=0.3)
    axes.legend()


def _grid(figure, count, columns):
    """Axes for that many pictures, none with an axis."""
    grid = figure.subplots(-(-count // columns), columns, squeeze=False).flat
    for axes in grid:
        axes.set_axis_off()
    return figure.axes


def _figure(width, height):
    """A Figure of that size in inches, which a notebook shows even when pyplot was never imported."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width, height), layout="constrained")
    figure._repr_png_ = partial(_as_text, figure)
    return figure


def _as_text(figure):
    """The picture in base64, as display data has it: the kernel in a browser (JupyterLite) hands on what it gets."""
    return base64.b64encode(_encoded(figure, "png")).decode()


def _encoded(figure, format):
    buffer = io.BytesIO()
    figure.savefig(buffer, format=format, dpi=120)
    return buffer.getvalue()


def _finished(figure, path):
    if path is not None:
        write_atomically(path, _encoded(figure, Path(path).suffix.lstrip(".")))
    return figure
