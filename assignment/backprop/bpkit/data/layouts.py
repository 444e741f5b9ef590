"""The two file layouts CIFAR-10 is published in: plain records (.bin) and Python pickles.

A pickle can name any function for the reader to call. The reader here never imports what a file names: an
array is put together from its bytes by the stand-ins below, plain containers need no names, and everything
else is refused.
"""

import io
import pickle
import re
from pathlib import Path

import numpy as np

from .dataset import PIXELS, DataError

IMAGES_PER_BATCH = 10_000
TRAINING_BATCHES = tuple(f"data_batch_{k}" for k in range(1, 6))
TEST_BATCH = "test_batch"
CLASS_NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
ADVICE = "delete it and fetch the data again with `python -m bpkit.data.fetch`"


def suffix_of(folder):
    """Which layout a folder holds: ".bin" (records), "" (pickles) or None (no batch of either)."""
    for suffix in (".bin", ""):
        if any((Path(folder) / (name + suffix)).is_file() for name in (*TRAINING_BATCHES, TEST_BATCH)):
            return suffix
    return None


def read_folder(folder, suffix):
    """Read all batches of a folder.

    Args:
        folder: the folder that holds the batch files themselves.
        suffix: ".bin" or "", see suffix_of.
    Returns:
        (train, test): pairs (pixels uint8 (N, 3072) channel-major, labels int64 (N,)), N = 50000 and 10000.
    Raises:
        DataError: a batch is missing, damaged, of the wrong size, or has labels outside 0..9; names the file.
    """
    read = read_binary_batch if suffix == ".bin" else read_python_batch
    batches = [read(Path(folder) / (name + suffix)) for name in (*TRAINING_BATCHES, TEST_BATCH)]
    pixels, labels = zip(*batches[:-1], strict=True)
    return (np.concatenate(pixels), np.concatenate(labels)), batches[-1]


def read_binary_batch(path):
    """Read one .bin file: records of 1 label byte and 3072 pixel bytes.

    Returns:
        (pixels uint8 (10000, 3072), labels int64 (10000,)).
    Raises:
        DataError: as read_folder.
    """
    expected = IMAGES_PER_BATCH * (1 + PIXELS)
    raw = _read_bytes(path)
    if len(raw) != expected:
        raise DataError(f"{path} has {len(raw):,} bytes instead of {expected:,}: {ADVICE}.")
    records = np.frombuffer(raw, np.uint8).reshape(IMAGES_PER_BATCH, 1 + PIXELS)
    return records[:, 1:], _checked_labels(records[:, 0], path)


def read_python_batch(path):
    """Read one pickled batch, a dict with b"data" and b"labels", as Python 2 or 3 wrote it.

    Returns:
        (pixels uint8 (10000, 3072), labels int64 (10000,)).
    Raises:
        DataError: as read_folder; also when the pickle names anything but arrays.
    """
    batch = _unpickle(path)
    if not isinstance(batch, dict):
        raise DataError(f"{path} is not a CIFAR-10 batch, it holds a {type(batch).__name__}: {ADVICE}.")
    data, labels = (batch.get(key, batch.get(key.encode())) for key in ("data", "labels"))
    pixels = data.value if isinstance(data, _Array) else None
    expected = (IMAGES_PER_BATCH, PIXELS)
    if pixels is None or pixels.dtype != np.uint8 or pixels.shape != expected:
        found = "no array" if pixels is None else f"{pixels.dtype} {pixels.shape}"
        raise DataError(f"{path} has {found} under 'data' instead of uint8 {expected}: {ADVICE}.")
    return pixels, _checked_labels(labels.value if isinstance(labels, _Array) else labels, path)


def _checked_labels(labels, path):
    if isinstance(labels, list) and all(type(label) is int for label in labels):
        labels = np.array(labels, object)
    elif not (isinstance(labels, np.ndarray) and labels.ndim == 1 and labels.dtype.kind in "iu"):
        raise DataError(f"{path} has labels that are not a list of integers: {ADVICE}.")
    if len(labels) != IMAGES_PER_BATCH:
        raise DataError(f"{path} has {len(labels):,} labels instead of {IMAGES_PER_BATCH:,}: {ADVICE}.")
    wrong = labels[(labels < 0) | (labels >= len(CLASS_NAMES))]
    if len(wrong):
        raise DataError(f"{path} has the label {wrong[0]}, and CIFAR-10's labels are 0 to 9: {ADVICE}.")
    return labels.astype(np.int64)


def _read_bytes(path):
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise DataError(
            f"{path} is missing: delete {path.parent} and fetch the data again with `python -m bpkit.data.fetch`."
        ) from None
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error


def _unpickle(path):
    raw = _read_bytes(path)
    try:
        return _Unpickler(raw).load()
    except _RefusedName as refused:
        raise DataError(
            f"{path} asks for {refused}, and a CIFAR-10 batch holds only arrays and plain containers: "
            f"it was not read; {ADVICE}."
        ) from None
    except Exception as error:  # a damaged pickle can raise nearly anything
        raise DataError(f"{path} is damaged or not a CIFAR-10 batch: {ADVICE}.") from error


class _RefusedName(Exception):
    """The pickle names something that a batch does not need."""


class _StandIn:
    # A pickle may set the state of whatever it has named, these classes themselves included; a __setstate__
    # that takes an instance makes that fail, where the default would change the class for the next file.
    def __setstate__(self, state):
        raise pickle.UnpicklingError("this object has no state")


class _Array(_StandIn):
    """What numpy.ndarray becomes. `numpy.ndarray.__setstate__` trusts the pickle; this checks every part."""

    def __init__(self, *reconstruct_arguments):
        self.value = None

    def __setstate__(self, state):
        _version, shape, dtype, fortran_order, raw = state
        order = "F" if fortran_order else "C"
        self.value = np.frombuffer(raw, dtype.value).reshape(shape, order=order)


class _DType(_StandIn):
    """What numpy.dtype becomes: numbers only, so no object pointers and no fields."""

    def __init__(self, code, align=False, copy=True):
        code = code.decode() if isinstance(code, bytes) else code
        if not re.fullmatch("[biuf][1248]", code):
            raise pickle.UnpicklingError(f"an array of {code}")
        self.value = np.dtype(code)

    def __setstate__(self, state):
        byte_order = state[1].decode() if isinstance(state[1], bytes) else state[1]
        self.value = self.value.newbyteorder(byte_order)


class _Bytes(_StandIn):
    """What _codecs.encode becomes: for Python 2 to read them, Python 3 writes bytes as latin-1 text."""

    def __new__(cls, text, encoding):
        if encoding not in ("latin1", b"latin1"):
            raise pickle.UnpicklingError("bytes are written as latin1")
        return text.encode("latin1")


class _NoBytes(_StandIn):
    """What bytes becomes, which Python 3 calls without arguments for b"" (a file name of no length)."""

    def __new__(cls):
        return b""


_ADMITTED = {
    ("numpy.core.multiarray", "_reconstruct"): _Array,
    ("numpy._core.multiarray", "_reconstruct"): _Array,
    ("numpy", "ndarray"): _Array,
    ("numpy", "dtype"): _DType,
    ("_codecs", "encode"): _Bytes,
    ("__builtin__", "bytes"): _NoBytes,
}


class _Unpickler(pickle.Unpickler):
    def __init__(self, raw):
        # encoding="bytes": Python 2 wrote text and bytes alike, and array contents must not be decoded.
        super().__init__(io.BytesIO(raw), encoding="bytes")

    def find_class(self, module, name):
        try:
            return _ADMITTED[module, name]
        except KeyError:
            raise _RefusedName(f"{module}.{name}") from None
