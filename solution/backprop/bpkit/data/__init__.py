"""Data sets: a generated toy set and CIFAR-10, both as a Dataset of standardised rows.

Downloading is in bpkit.data.fetch, which is imported when it is needed: it wants pooch, and loading does not.
"""

from .augment import AUGMENTATIONS, random_crop, random_deformation, random_flip, random_flip_and_crop
from .cifar10 import cifar10
from .dataset import DataError, DataNotFound, Dataset
from .toy import toy

__all__ = [
    "AUGMENTATIONS",
    "DataError",
    "DataNotFound",
    "Dataset",
    "cifar10",
    "random_crop",
    "random_deformation",
    "random_flip",
    "random_flip_and_crop",
    "toy",
]
