"""Random flips and shifts of a batch of images, for training data only.

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
    return _placed(x, rng.random(len(x)) < 0.5, np.zeros((len(x), 2), int))


def random_crop(x, rng, padding=4):
    """Shift each image by up to padding pixels both ways, as if it were padded all round and 32x32 cut out at random.

    Args:
        x: (N, 3072), channel-major, standardised: what comes in from outside is 0, the mean colour.
        rng: numpy Generator.
        padding: pixels, 0 to 31.
    Returns:
        (N, 3072), a fresh array of x's dtype.
    """
    return _placed(x, np.zeros(len(x), bool), rng.integers(-padding, padding + 1, (len(x), 2)))


def random_flip_and_crop(x, rng, padding=4):
    """random_flip and random_crop in one pass over the images, which takes two thirds of the time of two.

    Args:
        x, rng, padding: as for random_crop.
    Returns:
        (N, 3072), a fresh array of x's dtype.
    """
    return _placed(x, rng.random(len(x)) < 0.5, rng.integers(-padding, padding + 1, (len(x), 2)))


def _placed(x, mirrored, shifts):
    """Each image, mirrored or not, shifted down and right; 0 where nothing came in."""
    images = x.reshape(-1, CHANNELS, SIDE, SIDE)
    placed = np.zeros_like(images)
    # One block copy for each image is faster than indexing all images at once.
    for image, source, mirror, (down, right) in zip(placed, images, mirrored.tolist(), shifts.tolist(), strict=True):
        source = source[..., ::-1] if mirror else source
        image[:, _to(down), _to(right)] = source[:, _to(-down), _to(-right)]
    return placed.reshape(x.shape)


def _to(shift):
    """The rows (or columns) that are inside the frame after a shift."""
    return slice(max(shift, 0), SIDE + min(shift, 0))


# What `--augment` of solution/train.py offers: name -> function of (x, rng).
AUGMENTATIONS = {"none": lambda x, rng: x, "flip": random_flip, "flip+crop": random_flip_and_crop}
