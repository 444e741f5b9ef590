"""Dataset: images as standardised rows, split into training, validation and test."""

import hashlib
from dataclasses import dataclass

import numpy as np

CHANNELS, SIDE = 3, 32
PIXELS = CHANNELS * SIDE * SIDE


class DataError(ValueError):
    """The data cannot be used; the message is one sentence that says what to do."""


class DataNotFound(DataError):
    """The data is not where it was looked for."""


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Images as rows of standardised pixels, with their labels.

    Attributes:
        name: what results are reported under, e.g. "toy" or "CIFAR-10".
        class_names: tuple of str; label k is class_names[k].
        x_train, x_val, x_test: float32 (N, 3072), channel-major (1024 red, 1024 green, 1024 blue values, each
            32 rows from the top), standardised per channel with the training images' mean and std.
        y_train, y_val, y_test: int64 (N,), 0 .. len(class_names) - 1.
        mean, std: float32 (3,), of the training pixels on the scale 0..1.
        fingerprint: SHA-256 (hex) of the training pixels and labels before standardisation.
    """

    name: str
    class_names: tuple
    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    mean: np.ndarray
    std: np.ndarray
    fingerprint: str

    @classmethod
    def from_pixels(cls, name, class_names, train, val, test):
        """Standardise three splits, each a pair (pixels uint8 (N, 3072) channel-major, labels int64 (N,))."""
        mean, std = channel_statistics(train[0])
        standardised = [_standardise(pixels, mean, std) for pixels, _ in (train, val, test)]
        digest = hashlib.sha256(np.ascontiguousarray(train[0]))
        digest.update(np.ascontiguousarray(train[1]))
        return cls(
            name=name,
            class_names=tuple(class_names),
            x_train=standardised[0],
            y_train=train[1],
            x_val=standardised[1],
            y_val=val[1],
            x_test=standardised[2],
            y_test=test[1],
            mean=mean,
            std=std,
            fingerprint=digest.hexdigest(),
        )

    def images(self, x):
        """Undo the standardisation, to look at images.

        Args:
            x: float (N, 3072), rows of x_train, x_val or x_test (or rows changed since).
        Returns:
            uint8 (N, 32, 32, 3), RGB, 0..255; values outside that range are clipped.
        """
        return to_pixels(x, self.mean, self.std)

    def __repr__(self):
        sizes = f"{len(self.y_train)} training, {len(self.y_val)} validation and {len(self.y_test)} test images"
        return f"<Dataset {self.name}: {sizes} of {len(self.class_names)} classes>"


def to_pixels(x, mean, std):
    """Dataset.images for a mean and std, arrays (3,) on the scale 0..1."""
    planes = np.asarray(x).reshape(-1, CHANNELS, SIDE * SIDE)
    pixels = np.rint((planes * std[:, None] + mean[:, None]) * 255).clip(0, 255).astype(np.uint8)
    return pixels.reshape(-1, CHANNELS, SIDE, SIDE).transpose(0, 2, 3, 1)


def channel_statistics(pixels):
    """Mean and standard deviation of each colour channel.

    Args:
        pixels: uint8 (N, 3072), channel-major.
    Returns:
        (mean, std): float32 (3,) each, on the scale 0..1; std is 1 where a channel is constant, so that
        dividing by it is harmless.
    """
    planes = pixels.reshape(-1, CHANNELS, SIDE * SIDE)
    count = planes.shape[0] * planes.shape[2]
    # Integer sums: exact, and no float copy of the whole set.
    total = planes.sum(axis=(0, 2), dtype=np.int64)
    squares = [int(np.square(planes[:, c], dtype=np.uint16).sum(dtype=np.int64)) for c in range(CHANNELS)]
    mean = total / count
    std = np.sqrt(np.maximum(np.array(squares) / count - mean**2, 0.0))
    std[std == 0] = 255.0
    return (mean / 255).astype(np.float32), (std / 255).astype(np.float32)


def _standardise(pixels, mean, std):
    planes = pixels.reshape(-1, CHANNELS, SIDE * SIDE)
    x = np.multiply(planes, (1 / (255 * std))[:, None], dtype=np.float32)
    x -= (mean / std)[:, None]
    return x.reshape(-1, PIXELS)
