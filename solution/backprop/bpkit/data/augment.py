"""Random flips, shifts and deformations of a batch of images, for training data only.

Rows go in and come out in the layout of Dataset (channel-major, standardised); the argument is left alone.
"""

from functools import cache

import numpy as np

from .dataset import CHANNELS, SIDE

MAPS = 4000  # more deformations than anybody can tell apart; a table of them takes 33 MB


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


def random_deformation(x, rng):
    """Mirror, rotate, zoom, stretch and shift each image at random, all at once.

    Rotated by up to 12 degrees, zoomed and stretched by up to 15 %, shifted by up to 4 pixels. Each pixel of the
    result is the nearest one of the image, or of its border where it would lie outside.

    Args:
        x: (N, 3072), channel-major.
        rng: numpy Generator; chooses one of 4,000 deformations, always the same ones, for each image.
    Returns:
        (N, 3072), a fresh array of x's dtype.
    """
    images = x.reshape(-1, CHANNELS, SIDE * SIDE)
    deformed, maps = np.empty_like(images), _maps()
    for image, source, chosen in zip(deformed, images, rng.integers(0, MAPS, len(x)).tolist(), strict=True):
        # the mode saves a pass over the indices and a copy; none of them is out of range
        np.take(source, maps[chosen], axis=1, out=image, mode="clip")
    return deformed.reshape(x.shape)


@cache
def _maps():
    """Deformations as tables (MAPS, 1024): which pixel of the image becomes each pixel of the result."""
    rng, middle = np.random.default_rng(0), (SIDE - 1) / 2
    angle, zoom, stretch, down, right = (
        rng.uniform(-most, most, (MAPS, 1, 1)) for most in (np.deg2rad(12), 0.15, 0.075, 4, 4)
    )
    mirror = rng.choice([-1, 1], (MAPS, 1, 1))
    y, x = np.mgrid[:SIDE, :SIDE] - middle
    column = np.exp(zoom + stretch) * (np.cos(angle) * mirror * x + np.sin(angle) * y) + right
    row = np.exp(zoom - stretch) * (np.cos(angle) * y - np.sin(angle) * mirror * x) + down
    row, column = (np.rint(at + middle).astype(np.intp).clip(0, SIDE - 1) for at in (row, column))
    return (row * SIDE + column).reshape(MAPS, SIDE * SIDE)


def _placed(x, mirrored, shifts):
    """Each image, mirrored or not, shifted down and right; 0 where nothing came in."""
    images = x.reshape(-1, CHANNELS, SIDE, SIDE)
    sources, placed = (images, images[..., ::-1]), np.zeros_like(images)
    # One block copy for each image is faster than indexing all images at once.
    for i, (mirror, (down, right)) in enumerate(zip(mirrored.tolist(), shifts.tolist(), strict=True)):
        placed[i, :, _to(down), _to(right)] = sources[mirror][i, :, _to(-down), _to(-right)]
    return placed.reshape(x.shape)


@cache
def _to(shift):
    """The rows (or columns) that are inside the frame after a shift."""
    return slice(max(shift, 0), SIDE + min(shift, 0))


# What `--augment` of solution/train.py offers: name -> function of (x, rng).
AUGMENTATIONS = {
    "none": lambda x, rng: x,
    "flip": random_flip,
    "flip+crop": random_flip_and_crop,
    "deform": random_deformation,
}
