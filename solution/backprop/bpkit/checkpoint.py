"""Checkpoints: all that a Trainer needs to go on as if it had never stopped, in one file that is always whole."""

import io
import json
import zipfile

import numpy as np

from .files import write_atomically

FORMAT = 1


class CheckpointError(ValueError):
    """The file is no checkpoint of this training; the message is one sentence."""


def save(path, trainer, generators):
    """Write a checkpoint, between two epochs.

    Args:
        path: the file; what it held before is there until the new one is whole.
        trainer: a Trainer whose optimizer keeps its momentum in `velocities`, as the kit's SGD does.
        generators: dict of the numpy Generators that training draws from, by name.
    Raises:
        OSError: the file cannot be written; the one before is as it was.
    """
    state = {
        "format": FORMAT,
        "images": trainer.dataset.fingerprint,
        "history": trainer.history,
        "best_epoch": trainer.best_epoch,
        "taken": trainer.average.taken if trainer.average else 0,
        "generators": {name: rng.bit_generator.state for name, rng in generators.items()},
    }
    buffer = io.BytesIO()
    text = np.frombuffer(json.dumps(state).encode(), np.uint8)
    np.savez(buffer, state=text, **_arrays(trainer))
    write_atomically(path, buffer.getbuffer())


def load(path, trainer, generators):
    """Put a Trainer, freshly built as the saved one was, into the saved state.

    Args:
        path, trainer, generators: as for save.
    Raises:
        OSError: the file cannot be read.
        CheckpointError: it is damaged, or belongs to another model or other images; the trainer is as it was.
    """
    with open(path, "rb") as file:
        try:
            with np.load(file, allow_pickle=False) as saved:
                arrays = {name: saved[name] for name in saved.files}
            state = json.loads(arrays.pop("state").tobytes())
            same, images = state["format"] == FORMAT, state["images"]
        except (ValueError, EOFError, KeyError, TypeError, zipfile.BadZipFile) as error:
            raise CheckpointError(f"{path} is damaged or no checkpoint: start this training anew.") from error
    if not same or not _fits(arrays, trainer):
        raise CheckpointError(f"{path} belongs to another model or kit: start this training anew.")
    if images != trainer.dataset.fingerprint:
        raise CheckpointError(f"{path} was trained on other images than {trainer.dataset.name}: give it those again.")
    _restore(trainer, arrays, state)
    for name, rng in generators.items():
        rng.bit_generator.state = state["generators"][name]


def _arrays(trainer):
    """Name -> array. A velocity that does not exist yet has no name."""
    groups = {
        "weights": [parameter.data for parameter in trainer.model.parameters()],
        "velocity": trainer.optimizer.velocities,
        "average": trainer.average.weights if trainer.average else [],
        "best": trainer.best_weights,
    }
    named = ((f"{group}-{i}", array) for group, arrays in groups.items() for i, array in enumerate(arrays))
    return {name: array for name, array in named if array is not None}


def _fits(arrays, trainer):
    parameters = [parameter.data for parameter in trainer.model.parameters()]
    groups = ("weights", "velocity", "best", *(["average"] if trainer.average else []))
    known = {f"{group}-{i}": (data.shape, data.dtype) for group in groups for i, data in enumerate(parameters)}
    needed = {name for name in known if name.startswith(("weights", "average"))}
    found = {name: (array.shape, array.dtype) for name, array in arrays.items()}
    return needed <= found.keys() and found.items() <= known.items()


def _restore(trainer, arrays, state):
    parameters = trainer.model.parameters()
    for i, parameter in enumerate(parameters):
        parameter.data[...] = arrays[f"weights-{i}"]
        trainer.optimizer.velocities[i] = arrays.get(f"velocity-{i}")
    if trainer.average:
        trainer.average.taken = state["taken"]
        trainer.average.weights = [arrays[f"average-{i}"] for i in range(len(parameters))]
    trainer.history, trainer.best_epoch = state["history"], state["best_epoch"]
    trainer.best_weights = [arrays[f"best-{i}"] for i in range(len(parameters)) if f"best-{i}" in arrays]
