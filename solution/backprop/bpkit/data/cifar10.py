"""cifar10: the CIFAR-10 images from a folder on this machine."""

import os
import tarfile
import tempfile
import zlib
from gzip import BadGzipFile
from pathlib import Path, PurePosixPath

import numpy as np

from .dataset import CHANNELS, DataError, DataNotFound, Dataset
from .layouts import CLASS_NAMES, TEST_BATCH, TRAINING_BATCHES, read_folder, suffix_of

FOLDERS = {"cifar-10-batches-bin": ".bin", "cifar-10-batches-py": ""}
LARGEST_BATCH = 64 * 2**20
# Sum of each channel over the 50,000 official training images (means 125.3069, 122.9504, 113.8654 of 0..255).
OFFICIAL_CHANNEL_SUMS = (6_415_714_204, 6_295_060_180, 5_829_907_619)


def cifar10(root="data", download=False, val_size=5000):
    """Load CIFAR-10 (Krizhevsky 2009), 60,000 colour images of 32x32 pixels in 10 classes.

    Args:
        root: folder with cifar-10-batches-bin, cifar-10-batches-py or one of the official archives in it, or
            one of these two folders itself. An archive is unpacked beside itself.
        download: fetch the official archive (170 MB) into root when root holds none of these; needs pooch.
        val_size: how many images, the last of the training images, become the validation images.
    Returns:
        Dataset "CIFAR-10" with 50,000 - val_size training and 10,000 test images, or "CIFAR-10, not the
        official pixels" when the training pixels do not add up to the official ones. Takes 0.8 GB of memory.
    Raises:
        DataNotFound: nothing there; says where it looked and how to get the data.
        DataError: missing, damaged or unexpected files, a failed download, or a val_size out of range.
    """
    train, test = read_folder(*_locate(Path(root), download))
    images = len(train[1])
    if not 0 < val_size < images:
        raise DataError(f"val_size is {val_size}, but it must be between 1 and {images - 1}.")
    name = "CIFAR-10" if _is_official(train[0]) else "CIFAR-10, not the official pixels"
    split = images - val_size
    val = train[0][split:], train[1][split:]
    return Dataset.from_pixels(name, CLASS_NAMES, (train[0][:split], train[1][:split]), val, test)


def _locate(root, download):
    """Find, unpack or fetch the batches: (folder, suffix), as read_folder takes them."""
    found = _find_folder(root)
    if found:
        return found
    archives = sorted(root.glob("cifar-10-*.tar.gz"))
    if not archives and download:
        from .fetch import fetch

        archives = [fetch(root)]
    if not archives:
        raise DataNotFound(
            f"CIFAR-10 is not in {root.absolute()} (looked for {', '.join(FOLDERS)} and cifar-10-*.tar.gz): "
            f"get it with `python -m bpkit.data.fetch --root {root}` or "
            f"`bpkit.cifar10({str(root)!r}, download=True)`."
        )
    return unpack(archives[0])


def _find_folder(root):
    for folder in (*(root / name for name in FOLDERS), root):
        suffix = suffix_of(folder)
        if suffix is not None:
            return folder, suffix
    return None


def unpack(archive):
    """Unpack the batches of an official archive beside it; a folder appears only when it is whole.

    Only regular files with a batch's name are taken, so nothing can land outside the folder.

    Returns:
        (folder, suffix), as read_folder takes them.
    Raises:
        DataError: the archive is damaged, holds no batches, or its folder cannot be written.
    """
    archive = Path(archive)
    try:
        with tempfile.TemporaryDirectory(prefix=".unpacking-", dir=archive.parent) as scratch:
            name = _extract_batches(archive, Path(scratch))
            folder = archive.parent / name
            os.replace(Path(scratch) / name, folder)
    except (tarfile.TarError, EOFError, zlib.error, BadGzipFile) as error:
        raise DataError(
            f"{archive} is damaged or only half there: delete it and fetch it again with `python -m bpkit.data.fetch`."
        ) from error
    except OSError as error:
        raise DataError(f"{archive} cannot be unpacked into {archive.parent}: {error.strerror}.") from error
    return folder, FOLDERS[name]


def _extract_batches(archive, scratch):
    name = None
    with tarfile.open(archive) as tar:
        for member in tar:
            folder, _, file = str(PurePosixPath(member.name)).partition("/")
            wanted = folder in FOLDERS and file.removesuffix(FOLDERS[folder]) in (
                *TRAINING_BATCHES,
                TEST_BATCH,
            )
            if not (wanted and member.isreg()):
                continue
            if member.size > LARGEST_BATCH:
                raise DataError(f"{archive} is not CIFAR-10: {member.name} in it has {member.size:,} bytes.")
            name = folder
            (scratch / folder).mkdir(exist_ok=True)
            (scratch / folder / file).write_bytes(tar.extractfile(member).read())
    if name is None:
        raise DataError(
            f"{archive} holds no CIFAR-10 batches: delete it and fetch the data with `python -m bpkit.data.fetch`."
        )
    return name


def _is_official(pixels):
    sums = pixels.reshape(len(pixels), CHANNELS, -1).sum(axis=(0, 2), dtype=np.int64)
    return tuple(sums.tolist()) == OFFICIAL_CHANNEL_SUMS
