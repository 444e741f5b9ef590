"""CIFAR-10 as pickles: those of Python 2 are read, and whatever holds more than data is refused, not run."""

import os
import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest

from bpkit.data import DataError, cifar10
from cifar10_files import PER_BATCH, write_binary, write_python


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


def test_pickles_of_python_2_are_read(tmp_path, small_batches):
    """The official Python archive was written by Python 2 with numpy 1."""
    write_python(tmp_path / "old", small_batches, dump_like_python_2)
    write_binary(tmp_path / "new", small_batches)

    old, new = cifar10(tmp_path / "old", val_size=10), cifar10(tmp_path / "new", val_size=10)

    assert old.fingerprint == new.fingerprint
    np.testing.assert_array_equal(old.x_test, new.x_test)


@pytest.mark.parametrize("order", ["C", "F"])
def test_arrays_keep_their_order_and_byte_order(tmp_path, small_batches, order):
    """A pickled array in Fortran order, or of big-endian labels, is put together as it was."""
    contents = {name: (np.asarray(pixels, order=order), labels) for name, (pixels, labels) in small_batches.items()}
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
def test_pickle_that_names_a_function_is_refused(tmp_path, small_batches, monkeypatch, trap, refused):
    """A pickle with more than arrays and plain containers is not run; the sentence names the culprit."""
    monkeypatch.chdir(tmp_path)
    write_python(tmp_path, small_batches, lambda batch: pickle.dumps({**batch, b"extra": trap}, protocol=2))

    with pytest.raises(
        DataError,
        match=rf"data_batch_1 asks for {refused}, and a CIFAR-10 batch holds only arrays and "
        "plain containers: it was not read",
    ):
        cifar10(tmp_path)
    assert not Path("planted").exists()


def test_a_pickle_cannot_change_the_reader(tmp_path, small_batches):
    """Setting the state of an admitted name fails, and the next file is read as before."""
    change = b"\x80\x02c_codecs\nencode\nN}X\x07\x00\x00\x00__new__K\x00s\x86b."
    folder = write_python(tmp_path, small_batches)
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
def test_wrong_contents_of_a_pickle(tmp_path, small_batches, batch, sentence):
    """Each thing a batch may lack has its own sentence with the file in it."""
    folder = write_python(tmp_path, small_batches)
    (folder / "data_batch_1").write_bytes(batch)

    with pytest.raises(DataError) as caught:
        cifar10(tmp_path)
    assert str(caught.value).startswith(f"{folder / 'data_batch_1'} {sentence}")
