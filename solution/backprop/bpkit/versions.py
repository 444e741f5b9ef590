"""Imported before all else: one sentence where Python or numpy is too old, in place of whatever would fail first."""

import sys

import numpy

OLDEST_PYTHON, OLDEST_NUMPY = (3, 10), (1, 26)


def require(python, numpy_version):
    """Raise ImportError if these are older than bpkit can do with.

    Args:
        python: (major, minor).
        numpy_version: str, such as "2.1.0".
    """
    if python < OLDEST_PYTHON:
        raise ImportError(
            f"bpkit needs Python {_dotted(OLDEST_PYTHON)} or newer, but this kernel runs {_dotted(python)}: choose "
            "another one with Kernel > Change Kernel, or install a newer Python."
        )
    if tuple(int(part) for part in numpy_version.split(".")[:2]) < OLDEST_NUMPY:
        raise ImportError(
            f"bpkit needs numpy {_dotted(OLDEST_NUMPY)} or newer, but this is {numpy_version}: run "
            "%pip install --upgrade numpy in a cell, then restart the kernel."
        )


def _dotted(version):
    return ".".join(map(str, version))


require(sys.version_info[:2], numpy.__version__)
