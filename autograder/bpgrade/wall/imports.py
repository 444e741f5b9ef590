"""What student code may import: what is imported before the jail closes, inert stand-ins for plotting, nothing else."""

import builtins
import importlib
import sys
import types
from importlib.machinery import ModuleSpec

import numpy as np

IMPORTABLE = [
    "abc",
    "array",
    "base64",
    "bisect",
    "builtins",
    "calendar",
    "cmath",
    "collections",
    "collections.abc",
    "contextlib",
    "contextvars",
    "copy",
    "copyreg",
    "csv",
    "dataclasses",
    "datetime",
    "decimal",
    "difflib",
    "enum",
    "fractions",
    "functools",
    "gc",
    "hashlib",
    "heapq",
    "inspect",
    "io",
    "itertools",
    "json",
    "keyword",
    "linecache",
    "locale",
    "logging",
    "math",
    "numbers",
    "operator",
    "os",
    "os.path",
    "pathlib",
    "pickle",
    "pprint",
    "queue",
    "random",
    "re",
    "reprlib",
    "secrets",
    "statistics",
    "string",
    "struct",
    "sys",
    "tempfile",
    "textwrap",
    "threading",
    "time",
    "timeit",
    "traceback",
    "types",
    "typing",
    "unicodedata",
    "unittest",
    "unittest.mock",
    "urllib.parse",
    "uuid",
    "warnings",
    "weakref",
    "zlib",
    "numpy",
    "numpy.fft",
    "numpy.lib.stride_tricks",
    "numpy.linalg",
    "numpy.ma",
    "numpy.polynomial",
    "numpy.random",
    "numpy.testing",
    "numpy.typing",
    "bpkit",
    "bpkit.slicer",
    "bpkit.notebooks",
]
STUBBED = ("matplotlib", "tqdm", "IPython", "ipywidgets", "seaborn", "pandas", "google")
BARRED = ("torch", "scipy", "tensorflow", "jax", "autograd", "sklearn", "keras", "mxnet", "cupy", "numba")


def prepare():
    """Before the jail closes: import whatever a homework may import, then take the import system off the files."""
    for name in IMPORTABLE:
        importlib.import_module(name)
    np.__all__ = [name for name in np.__all__ if name in vars(np)]  # else `from numpy import *` looks for f2py
    np.seterr(all="ignore")
    builtins.display = builtins.get_ipython = _Inert("IPython")  # as in a notebook, whatever it imports
    sys.meta_path[:] = [_Imports()]
    sys.path[:] = []
    sys.path_hooks[:] = []


class _Imports:
    """Finder for what is not preloaded: plotting and the like become inert, everything else does not exist here."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in STUBBED:
            return ModuleSpec(name, self, is_package=True)
        if name.partition(".")[0] in BARRED:
            raise ModuleNotFoundError(f"{name} is not available when this is graded: write it in numpy", name=name)
        return None

    def create_module(self, spec):
        return _Inert(spec.name)

    def exec_module(self, module):
        pass


class _Inert(types.ModuleType):
    """Stands for a module that only draws or shows: anything asked of it is itself, and calling it does nothing."""

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return (lambda *args, **kwargs: _Bar(range(*args))) if name == "trange" else self

    def __call__(self, *args, **kwargs):
        return _Bar(args[0]) if args and hasattr(args[0], "__iter__") else self

    def __iter__(self):
        return iter(())

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return False


class _Bar(_Inert):
    """What tqdm(iterable) gives: the iterable's items, with set_postfix, update and the like that do nothing."""

    def __init__(self, iterable):
        super().__init__("bar")
        self.iterable = iterable

    def __iter__(self):
        return iter(self.iterable)

    def __len__(self):
        return len(self.iterable)
