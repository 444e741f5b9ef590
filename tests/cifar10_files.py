"""Writes small CIFAR-10 batches in both layouts, for tests of the reader."""

import pickle

import numpy as np

from bpkit.data import layouts

PER_BATCH = 20  # so that a test writes kilobytes
BATCHES = (*layouts.TRAINING_BATCHES, layouts.TEST_BATCH)


def contents():
    """Batch name -> (pixels uint8 (20, 3072), labels (20,)), every batch different."""
    rng = np.random.default_rng(0)
    return {
        name: (rng.integers(0, 256, (PER_BATCH, 3072), np.uint8), rng.integers(0, 10, PER_BATCH)) for name in BATCHES
    }


def write_binary(root, contents):
    """Write the binary layout below root; returns its folder."""
    folder = root / "cifar-10-batches-bin"
    folder.mkdir(parents=True)
    for name, (pixels, labels) in contents.items():
        np.hstack([labels[:, None].astype(np.uint8), pixels]).tofile(folder / f"{name}.bin")
    return folder


def write_python(root, contents, dump=lambda batch: pickle.dumps(batch, protocol=2)):
    """Write the layout of pickles below root; returns its folder. dump: batch -> bytes."""
    folder = root / "cifar-10-batches-py"
    folder.mkdir(parents=True)
    for name, (pixels, labels) in contents.items():
        batch = {
            b"batch_label": name.encode(),
            b"labels": labels.tolist(),
            b"data": pixels,
            b"filenames": [b"", b"x.png"],
        }
        (folder / name).write_bytes(dump(batch))
    return folder
