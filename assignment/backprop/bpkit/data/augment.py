"""Random flips and crops of a batch of images, for training data only.

Rows go in and come out in the layout of Dataset (channel-major, standardised); the argument is left alone.
"""

import numpy as np

from .dataset import CHANNELS, SIDE


def random_flip(x, rng):
    """Mirror each image left to right with probability 1/2.

    Args:
        x: (N, 3072), channel-major.
        rng: numpy Generator.
    Returns:
        (N, 3072), a fresh array of x's dtype.
    """
    flipped = x.reshape(-1, CHANNELS, SIDE, SIDE).copy()
    chosen = rng.random(len(x)) < 0.5
    flipped[chosen] = flipped[chosen, ..., ::-1]
    return flipped.reshape(x.shape)


def random_crop(x, rng, padding=4):
    """Shift each image by up to padding pixels both ways: pad it all round, then cut 32x32 out at random.

    Args:
        x: (N, 3072), channel-major, standardised: the padding is 0, the mean colour.
        rng: numpy Generator.
        padding: pixels, at least 0.
    Returns:
        (N, 3072), a fresh array of x's dtype.
    """
    images = x.reshape(-1, CHANNELS, SIDE, SIDE)
    padded = np.pad(images, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    top, left = rng.integers(0, 2 * padding + 1, (2, len(x)))
    cropped = np.empty_like(images)
    for i, (row, column) in enumerate(zip(top.tolist(), left.tolist(), strict=True)):
        cropped[i] = padded[i, :, row : row + SIDE, column : column + SIDE]
    return cropped.reshape(x.shape)


# What `--augment` of solution/train.py offers: name -> function of (x, rng).
AUGMENTATIONS = {
    "none": lambda x, rng: x,
    "flip": random_flip,
    "flip+crop": lambda x, rng: random_crop(random_flip(x, rng), rng),
}
