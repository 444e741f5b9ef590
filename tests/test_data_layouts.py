"""Loading CIFAR-10: both layouts, and one clear sentence for each way the files can be wrong."""

import os
import subprocess
import sys

import numpy as np
import pytest

from bpkit.data import DataError, DataNotFound, Dataset, cifar10, random_crop, random_deformation, random_flip
from cifar10_files import BATCHES, PER_BATCH, write_binary, write_python


@pytest.mark.parametrize("nested", [True, False], ids=["root above", "root itself"])
@pytest.mark.parametrize("write", [write_binary, write_python])
def test_both_layouts_give_the_same_images(tmp_path, small_batches, write, nested):
    """Row i of batch k, its label and the split survive either layout, given the folder or the one above."""
    folder = write(tmp_path, small_batches)

    dataset = cifar10(tmp_path if nested else folder, val_size=30)

    pixels = np.concatenate([small_batches[name][0] for name in BATCHES]).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    labels = np.concatenate([small_batches[name][1] for name in BATCHES])
    x = np.concatenate([dataset.x_train, dataset.x_val, dataset.x_test])
    assert (len(dataset.x_train), len(dataset.x_val), len(dataset.x_test)) == (70, 30, 20)
    assert (x.dtype, dataset.y_train.dtype) == (np.float32, np.int64)
    np.testing.assert_array_equal(dataset.images(x), pixels)
    np.testing.assert_array_equal(np.concatenate([dataset.y_train, dataset.y_val, dataset.y_test]), labels)
    assert dataset.class_names[0] == "airplane"
    assert dataset.class_names[9] == "truck"
    assert dataset.name == "CIFAR-10, not the official pixels"


def test_standardised_with_training_statistics_only(tmp_path, small_batches):
    """The training images have mean 0 and std 1 in each channel; other images do not influence them."""
    small_batches["test_batch"] = (np.full((PER_BATCH, 3072), 255, np.uint8), small_batches["test_batch"][1])
    write_binary(tmp_path, small_batches)

    dataset = cifar10(tmp_path, val_size=20)

    planes = dataset.x_train.reshape(-1, 3, 1024)
    np.testing.assert_allclose(planes.mean(axis=(0, 2)), 0, atol=1e-5)
    np.testing.assert_allclose(planes.std(axis=(0, 2)), 1, atol=1e-5)
    np.testing.assert_allclose(dataset.x_test[0].reshape(3, 1024)[:, 0], (1 - dataset.mean) / dataset.std, rtol=1e-5)


def test_a_constant_channel_is_harmless():
    """A channel without variation becomes zeros, not nan."""
    black = np.zeros((2, 3072), np.uint8), np.array([0, 1])

    dataset = Dataset.from_pixels("black", ["a", "b"], black, black, black)

    assert not dataset.x_train.any()
    assert not dataset.images(dataset.x_train).any()


def test_absent_data_says_where_and_how(tmp_path):
    """Who has no data reads where it was looked for and the two ways to get it."""
    with pytest.raises(DataNotFound) as caught:
        cifar10(tmp_path / "nowhere")

    message = str(caught.value)
    assert f"CIFAR-10 is not in {tmp_path / 'nowhere'}" in message
    assert "python -m bpkit.data.fetch" in message
    assert "download=True)" in message


def test_missing_batch(tmp_path, small_batches):
    """One missing file is named."""
    folder = write_binary(tmp_path, small_batches)
    (folder / "data_batch_3.bin").unlink()

    with pytest.raises(DataError, match=r"data_batch_3\.bin is missing: delete .* and fetch the data again"):
        cifar10(tmp_path)


@pytest.mark.parametrize("change", [lambda raw: raw[:-1], lambda raw: raw + b"\0", lambda raw: b""])
def test_wrong_size(tmp_path, small_batches, change):
    """A batch that is cut off or too long is refused with both sizes."""
    path = write_binary(tmp_path, small_batches) / "data_batch_2.bin"
    path.write_bytes(change(path.read_bytes()))

    with pytest.raises(DataError, match=r"data_batch_2\.bin has [\d,]+ bytes instead of 61,460: delete it"):
        cifar10(tmp_path)


@pytest.mark.parametrize("write", [write_binary, write_python])
def test_labels_outside_the_classes(tmp_path, small_batches, write):
    """A label 10 is refused by its value, in both layouts."""
    small_batches["data_batch_4"][1][7] = 10
    write(tmp_path, small_batches)

    with pytest.raises(DataError, match=r"data_batch_4(\.bin)? has the label 10, and CIFAR-10's labels are 0 to 9"):
        cifar10(tmp_path)


@pytest.mark.parametrize("val_size", [0, 100, -1])
def test_val_size_out_of_range(tmp_path, small_batches, val_size):
    """A split without training or without validation images is refused with the bounds."""
    write_binary(tmp_path, small_batches)

    with pytest.raises(DataError, match=rf"val_size is {val_size}, but it must be between 1 and 99\."):
        cifar10(tmp_path, val_size=val_size)


def test_loading_needs_numpy_only():
    """pooch, tqdm and matplotlib are not imported until somebody downloads, watches or draws."""
    code = "import sys, bpkit; print([m for m in ('pooch', 'tqdm', 'matplotlib', 'torch') if m in sys.modules])"

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.strip() == "[]"


def test_augmentation_only_moves_pixels():
    """A flip mirrors images and a crop shifts them, all channels alike; the argument stays as it was."""
    x = np.random.default_rng(0).standard_normal((64, 3072)).astype(np.float32)
    before = x.copy()
    rng = np.random.default_rng(1)

    flipped = random_flip(x, rng).reshape(-1, 3, 32, 32)
    cropped = random_crop(x, rng, padding=2).reshape(-1, 3, 32, 32)

    images = before.reshape(-1, 3, 32, 32)
    mirrored = [np.array_equal(new, old[..., ::-1]) for new, old in zip(flipped, images, strict=True)]
    kept = [np.array_equal(new, old) for new, old in zip(flipped, images, strict=True)]
    assert all(a != b for a, b in zip(mirrored, kept, strict=True))
    assert 16 < sum(mirrored) < 48
    padded = np.pad(images, [(0, 0), (0, 0), (2, 2), (2, 2)])
    shifts = set()
    for new, old in zip(cropped, padded, strict=True):
        found = [(r, c) for r in range(5) for c in range(5) if np.array_equal(new, old[:, r : r + 32, c : c + 32])]
        assert len(found) == 1
        shifts.update(found)
    assert len(shifts) > 15
    np.testing.assert_array_equal(x, before)


def test_deformation_moves_pixels_of_all_channels_alike():
    """each image is deformed as a whole, in many ways, half of them mirrored, and never by much; the argument stays"""
    row, column = np.mgrid[:32, :32].reshape(2, 1024).astype(np.float32)
    x = np.tile(np.concatenate([row, column, row + column]), (500, 1))
    before = x.copy()

    rows, columns, sums = np.moveaxis(random_deformation(x, np.random.default_rng(1)).reshape(-1, 3, 32, 32), 1, 0)

    np.testing.assert_array_equal(sums, rows + columns)
    assert len(np.unique(rows.reshape(500, -1), axis=0)) > 450
    mirrored = columns[:, 16, 8] > columns[:, 16, 24]
    assert 200 < mirrored.sum() < 300
    middle = np.stack([rows[:, 15:17, 15:17], columns[:, 15:17, 15:17]]).mean(axis=(2, 3)) - 15.5
    assert 3.5 < np.abs(middle).max() < 5  # shifted by up to four pixels
    np.testing.assert_array_equal(x, before)


@pytest.mark.skipif("BPKIT_CIFAR10" not in os.environ, reason="BPKIT_CIFAR10 names no folder with CIFAR-10")
def test_real_cifar10():
    """The real set loads in full size: 6,000 images of each class, 10,000 of them for the test."""
    dataset = cifar10(os.environ["BPKIT_CIFAR10"])

    assert dataset.x_train.shape == (45000, 3072)
    assert dataset.x_test.shape == (10000, 3072)
    assert np.bincount(np.concatenate([dataset.y_train, dataset.y_val])).tolist() == [5000] * 10
    assert np.bincount(dataset.y_test).tolist() == [1000] * 10
    np.testing.assert_allclose(dataset.mean, [0.4914, 0.4822, 0.4465], atol=1e-3)
