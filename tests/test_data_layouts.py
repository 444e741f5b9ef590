"""Loading CIFAR-10: both layouts, and one clear sentence for each way the files can be wrong."""

import io
import os
import pickle
import subprocess
import sys
import tarfile
from pathlib import Path

import numpy as np
import pytest

from bpkit.data import DataError, DataNotFound, Dataset, cifar10, layouts, random_crop, random_flip

PER_BATCH = 20
BATCHES = (*layouts.TRAINING_BATCHES, layouts.TEST_BATCH)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    """Batches of 20 images, so that a test writes kilobytes; test_real_cifar10 has the real size."""
    monkeypatch.setattr(layouts, "IMAGES_PER_BATCH", PER_BATCH)


@pytest.fixture
def contents():
    """Batch name -> (pixels uint8 (20, 3072), labels (20,)), every batch different."""
    rng = np.random.default_rng(0)
    return {
        name: (rng.integers(0, 256, (PER_BATCH, 3072), np.uint8), rng.integers(0, 10, PER_BATCH)) for name in BATCHES
    }


def write_binary(root, contents):
    folder = root / "cifar-10-batches-bin"
    folder.mkdir(parents=True)
    for name, (pixels, labels) in contents.items():
        np.hstack([labels[:, None].astype(np.uint8), pixels]).tofile(folder / f"{name}.bin")
    return folder


def write_python(root, contents, dump=lambda batch: pickle.dumps(batch, protocol=2)):
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


def dump_like_python_2(batch):
    """The opcodes Python 2 with numpy 1 wrote: SHORT_BINSTRING, BINSTRING, and numpy's old module."""

    def string(value):
        short = len(value) < 256
        return (b"U" + bytes([len(value)]) if short else b"T" + len(value).to_bytes(4, "little")) + value

    def number(value):
        return b"J" + value.to_bytes(4, "little", signed=True)

    pixels = batch[b"data"]
    rows, columns = pixels.shape
    array = (
        b"cnumpy.core.multiarray\n_reconstruct\n" + b"(cnumpy\nndarray\n(" + number(0) + b"t" + string(b"b") + b"tR"
        b"(" + number(1) + b"(" + number(rows) + number(columns) + b"t"
        b"cnumpy\ndtype\n(" + string(b"u1") + number(0) + number(1) + b"tR"
        b"(" + number(3) + string(b"|") + b"NNN" + number(-1) + number(-1) + number(0) + b"tb"
        b"\x89" + string(pixels.tobytes()) + b"tb"
    )
    labels = b"](" + b"".join(map(number, batch[b"labels"])) + b"e"
    return b"\x80\x02}(" + string(b"data") + array + string(b"labels") + labels + b"u."


@pytest.mark.parametrize("nested", [True, False], ids=["root above", "root itself"])
@pytest.mark.parametrize("write", [write_binary, write_python])
def test_both_layouts_give_the_same_images(tmp_path, contents, write, nested):
    """Row i of batch k, its label and the split survive either layout, given the folder or the one above."""
    folder = write(tmp_path, contents)

    dataset = cifar10(tmp_path if nested else folder, val_size=30)

    pixels = np.concatenate([contents[name][0] for name in BATCHES]).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    labels = np.concatenate([contents[name][1] for name in BATCHES])
    x = np.concatenate([dataset.x_train, dataset.x_val, dataset.x_test])
    assert (len(dataset.x_train), len(dataset.x_val), len(dataset.x_test)) == (70, 30, 20)
    assert (x.dtype, dataset.y_train.dtype) == (np.float32, np.int64)
    np.testing.assert_array_equal(dataset.images(x), pixels)
    np.testing.assert_array_equal(np.concatenate([dataset.y_train, dataset.y_val, dataset.y_test]), labels)
    assert dataset.class_names[0] == "airplane"
    assert dataset.class_names[9] == "truck"
    assert dataset.name == "CIFAR-10, not the official pixels"


def test_pickles_of_python_2_are_read(tmp_path, contents):
    """The official Python archive was written by Python 2 with numpy 1."""
    write_python(tmp_path / "old", contents, dump_like_python_2)
    write_binary(tmp_path / "new", contents)

    old, new = cifar10(tmp_path / "old", val_size=10), cifar10(tmp_path / "new", val_size=10)

    assert old.fingerprint == new.fingerprint
    np.testing.assert_array_equal(old.x_test, new.x_test)


@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_keep_their_order_and_byte_order(tmp_path, contents, order):
    """A pickled array in Fortran order, or of big-endian labels, is put together as it was."""
    contents = {name: (np.asarray(pixels, order=order), labels) for name, (pixels, labels) in contents.items()}
    write_python(
        tmp_path,
        contents,
        lambda batch: pickle.dumps({**batch, b"labels": np.array(batch[b"labels"], ">i4")}, protocol=2),
    )

    dataset = cifar10(tmp_path, val_size=10)

    np.testing.assert_array_equal(dataset.y_test, contents["test_batch"][1])
    np.testing.assert_array_equal(
        dataset.images(dataset.x_test)[..., 0].reshape(PER_BATCH, -1), contents["test_batch"][0][:, :1024]
    )


def test_standardised_with_training_statistics_only(tmp_path, contents):
    """The training images have mean 0 and std 1 in each channel; other images do not influence them."""
    contents["test_batch"] = (np.full((PER_BATCH, 3072), 255, np.uint8), contents["test_batch"][1])
    write_binary(tmp_path, contents)

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


def test_missing_batch(tmp_path, contents):
    """One missing file is named."""
    folder = write_binary(tmp_path, contents)
    (folder / "data_batch_3.bin").unlink()

    with pytest.raises(DataError, match=r"data_batch_3\.bin is missing: delete .* and fetch the data again"):
        cifar10(tmp_path)


@pytest.mark.parametrize("change", [lambda raw: raw[:-1], lambda raw: raw + b"\0", lambda raw: b""])
def test_wrong_size(tmp_path, contents, change):
    """A batch that is cut off or too long is refused with both sizes."""
    path = write_binary(tmp_path, contents) / "data_batch_2.bin"
    path.write_bytes(change(path.read_bytes()))

    with pytest.raises(DataError, match=r"data_batch_2\.bin has [\d,]+ bytes instead of 61,460: delete it"):
        cifar10(tmp_path)


@pytest.mark.parametrize("write", [write_binary, write_python])
def test_labels_outside_the_classes(tmp_path, contents, write):
    """A label 10 is refused by its value, in both layouts."""
    contents["data_batch_4"][1][7] = 10
    write(tmp_path, contents)

    with pytest.raises(DataError, match=r"data_batch_4(\.bin)? has the label 10, and CIFAR-10's labels are 0 to 9"):
        cifar10(tmp_path)


class Malicious:
    """Calls what it is given when it is unpickled."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


@pytest.mark.parametrize(
    ("trap", "refused"),
    [
        (Malicious(os.system, "touch planted"), "(posix|nt).system"),
        (Malicious(subprocess.call, ["touch", "planted"]), r"(subprocess|commands)\.call"),
        (Malicious(eval, "open('planted', 'w')"), "__builtin__.eval"),
        (Malicious(np.load, "planted"), r"numpy.*\.load"),
        (Malicious(getattr, b"", "join"), "__builtin__.getattr"),
        ({1, 2}, "__builtin__.set"),
    ],
    ids=["system", "subprocess", "eval", "numpy", "getattr", "set"],
)
def test_pickle_that_names_a_function_is_refused(tmp_path, contents, monkeypatch, trap, refused):
    """A pickle with more than arrays and plain containers is not run; the sentence names the culprit."""
    monkeypatch.chdir(tmp_path)
    write_python(tmp_path, contents, lambda batch: pickle.dumps({**batch, b"extra": trap}, protocol=2))

    with pytest.raises(
        DataError,
        match=rf"data_batch_1 asks for {refused}, and a CIFAR-10 batch holds only arrays and "
        "plain containers: it was not read",
    ):
        cifar10(tmp_path)
    assert not Path("planted").exists()


def test_a_pickle_cannot_change_the_reader(tmp_path, contents):
    """Setting the state of an admitted name fails, and the next file is read as before."""
    change = b"\x80\x02c_codecs\nencode\nN}X\x07\x00\x00\x00__new__K\x00s\x86b."
    folder = write_python(tmp_path, contents)
    good = (folder / "data_batch_1").read_bytes()
    (folder / "data_batch_1").write_bytes(change)
    with pytest.raises(DataError, match="data_batch_1 is damaged or not a CIFAR-10 batch"):
        cifar10(tmp_path, val_size=10)

    (folder / "data_batch_1").write_bytes(good)

    assert len(cifar10(tmp_path, val_size=10).y_train) == 90


@pytest.mark.parametrize(
    ("batch", "sentence"),
    [
        (b"\x80\x02 not a pickle", "is damaged or not a CIFAR-10 batch: delete it"),
        (b"", "is damaged or not a CIFAR-10 batch: delete it"),
        (pickle.dumps([1, 2], 2), "is not a CIFAR-10 batch, it holds a list"),
        (
            pickle.dumps({b"data": [1], b"labels": []}, 2),
            "has no array under 'data' instead of uint8 (20, 3072)",
        ),
        (
            pickle.dumps({b"data": np.zeros((2, 3072)), b"labels": []}, 2),
            "has float64 (2, 3072) under 'data'",
        ),
        (pickle.dumps({b"data": np.array([None])}, 2), "is damaged or not a CIFAR-10 batch"),
        (
            pickle.dumps({"data": np.zeros((20, 3072), np.uint8), "labels": ["cat"] * 20}, 2),
            "has labels that are not a list of integers",
        ),
        (
            pickle.dumps({"data": np.zeros((20, 3072), np.uint8), "labels": [0] * 19}, 2),
            "has 19 labels instead of 20",
        ),
    ],
)
def test_wrong_contents_of_a_pickle(tmp_path, contents, batch, sentence):
    """Each thing a batch may lack has its own sentence with the file in it."""
    folder = write_python(tmp_path, contents)
    (folder / "data_batch_1").write_bytes(batch)

    with pytest.raises(DataError) as caught:
        cifar10(tmp_path)
    assert str(caught.value).startswith(f"{folder / 'data_batch_1'} {sentence}")


@pytest.mark.parametrize("val_size", [0, 100, -1])
def test_val_size_out_of_range(tmp_path, contents, val_size):
    """A split without training or without validation images is refused with the bounds."""
    write_binary(tmp_path, contents)

    with pytest.raises(DataError, match=rf"val_size is {val_size}, but it must be between 1 and 99\."):
        cifar10(tmp_path, val_size=val_size)


def pack(archive, folder, extra=()):
    with tarfile.open(archive, "w:gz") as tar:
        for name, raw in extra:
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            tar.addfile(member, io.BytesIO(raw))
        tar.add(folder, folder.name)


@pytest.mark.parametrize("write", [write_binary, write_python])
def test_archive_is_unpacked_once(tmp_path, contents, write):
    """An archive alone is enough; afterwards its folder is used and no scratch folder remains."""
    folder = write(tmp_path / "made", contents)
    root = tmp_path / "root"
    root.mkdir()
    pack(root / "cifar-10-any.tar.gz", folder)

    first = cifar10(root, val_size=10)
    (root / "cifar-10-any.tar.gz").write_bytes(b"gone")

    assert cifar10(root, val_size=10).fingerprint == first.fingerprint
    assert sorted(path.name for path in root.iterdir()) == ["cifar-10-any.tar.gz", folder.name]


def test_archive_writes_only_batches(tmp_path, contents):
    """Members with other names, with .. in them or with an absolute path are left alone."""
    folder = write_binary(tmp_path / "made", contents)
    root = tmp_path / "root"
    root.mkdir()
    outside = tmp_path / "outside"
    names = ["../outside", str(outside), "cifar-10-batches-bin/../../outside", "cifar-10-batches-bin/run.sh"]
    pack(root / "cifar-10-binary.tar.gz", folder, [(name, b"planted") for name in names])

    cifar10(root, val_size=10)

    assert not outside.exists()
    assert sorted(path.name for path in (root / folder.name).iterdir()) == sorted(f"{name}.bin" for name in BATCHES)


def test_half_an_archive_leaves_nothing(tmp_path, contents):
    """A cut archive is one sentence, and no folder that looks like the data."""
    folder = write_binary(tmp_path / "made", contents)
    root = tmp_path / "root"
    root.mkdir()
    archive = root / "cifar-10-binary.tar.gz"
    pack(archive, folder)
    archive.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])

    with pytest.raises(DataError, match=r"cifar-10-binary\.tar\.gz is damaged or only half there: delete it"):
        cifar10(root)
    assert [path.name for path in root.iterdir()] == [archive.name]


def test_archive_of_something_else(tmp_path):
    """An archive without batches is called that."""
    (tmp_path / "notes").mkdir()
    pack(tmp_path / "cifar-10-notes.tar.gz", tmp_path / "notes")

    with pytest.raises(DataError, match=r"cifar-10-notes\.tar\.gz holds no CIFAR-10 batches"):
        cifar10(tmp_path)


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


@pytest.mark.skipif("BPKIT_CIFAR10" not in os.environ, reason="BPKIT_CIFAR10 names no folder with CIFAR-10")
def test_real_cifar10(monkeypatch):
    """The real set loads in full size: 6,000 images of each class, 10,000 of them for the test."""
    monkeypatch.setattr(layouts, "IMAGES_PER_BATCH", 10_000)

    dataset = cifar10(os.environ["BPKIT_CIFAR10"])

    assert dataset.x_train.shape == (45000, 3072)
    assert dataset.x_test.shape == (10000, 3072)
    assert np.bincount(np.concatenate([dataset.y_train, dataset.y_val])).tolist() == [5000] * 10
    assert np.bincount(dataset.y_test).tolist() == [1000] * 10
    np.testing.assert_allclose(dataset.mean, [0.4914, 0.4822, 0.4465], atol=1e-3)
