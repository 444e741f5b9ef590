"""toy: a small generated data set in CIFAR-10's shape, for trying things in seconds without a download."""

import numpy as np

from .dataset import CHANNELS, PIXELS, SIDE, DataError, Dataset

CLASSES = 10
MAX_SHIFT = 8
# Grey levels of class pattern, clutter and noise, tuned so that 3072-64-10 reaches 80 to 85 %.
PATTERN, CLUTTER, NOISE = 24.0, 26.0, 50.0
KNOTS = 5


def toy(n_train=2000, n_val=500, n_test=500, seed=0):
    """Ten classes of blurry colour patterns, shifted, half of them as a negative, behind clutter and noise.

    Pattern and negative cancel in the mean, so a linear classifier stays near 10 %; one hidden layer
    learns it in a few epochs. The training images are few enough to be learned by heart: training accuracy
    reaches 100 % while validation accuracy stays behind.

    Args:
        n_train, n_val, n_test: images in each split, at least 1.
        seed: everything is drawn from it; the same seed gives the same data.
    Returns:
        Dataset "toy" with class names "pattern 0" .. "pattern 9".
    Raises:
        DataError: a split would be empty.
    """
    if min(n_train, n_val, n_test) < 1:
        raise DataError("Every split of the toy data needs at least one image: raise n_train, n_val or n_test to 1.")
    rng = np.random.default_rng(seed)
    patterns = _patterns(rng)
    names = [f"pattern {k}" for k in range(CLASSES)]
    return Dataset.from_pixels("toy", names, *(_draw(n, patterns, rng) for n in (n_train, n_val, n_test)))


def _patterns(rng):
    """A smooth random picture per class, float32 (10, 3, 48, 48): larger than an image, room for shifts."""
    smooth = _smooth(CLASSES, SIDE + 2 * MAX_SHIFT, rng)
    return smooth / smooth.std(axis=(1, 2, 3), keepdims=True)


def _smooth(n, side, rng):
    """Random pictures (n, 3, side, side), interpolated linearly between 5 x 5 equally spaced knots."""
    position = np.linspace(0, KNOTS - 1, side, dtype=np.float32)
    weights = np.maximum(0, 1 - np.abs(position[:, None] - np.arange(KNOTS, dtype=np.float32)))
    return weights @ rng.standard_normal((n, CHANNELS, KNOTS, KNOTS), dtype=np.float32) @ weights.T


def _draw(n, patterns, rng):
    labels = rng.integers(0, CLASSES, n)
    windows = np.lib.stride_tricks.sliding_window_view(patterns, (SIDE, SIDE), axis=(2, 3))
    top, left = rng.integers(0, 2 * MAX_SHIFT + 1, (2, n))
    sign = rng.choice(np.array([-1, 1], np.float32), (n, 1, 1, 1))
    pixels = PATTERN * sign * windows[labels, :, top, left]
    pixels += CLUTTER * _smooth(n, SIDE, rng)
    pixels += NOISE * rng.standard_normal(pixels.shape, dtype=np.float32)
    pixels += 128.5  # the cast below rounds down
    return pixels.clip(0, 255).astype(np.uint8).reshape(n, PIXELS), labels.astype(np.int64)
