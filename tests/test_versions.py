"""An old Python or an old numpy is named in the first line that fails, with what to do about it."""

import ast
from pathlib import Path

import pytest

from bpkit import versions

FIRST = Path(versions.__file__)


def test_what_is_new_enough_passes():
    """The oldest of each that the kit is tested with, and a numpy with an odd name."""
    versions.require((3, 10), "1.26.0")
    versions.require((3, 14), "2.5.0.dev0+git")


def test_old_numpy_has_a_sentence():
    """What to type is in it."""
    with pytest.raises(
        ImportError, match=r"needs numpy 1\.26 or newer, but this is 1\.24\.4: run %pip install --upgrade"
    ):
        versions.require((3, 10), "1.24.4")


def test_old_python_has_a_sentence():
    """Nobody can upgrade it from within: another kernel is needed."""
    with pytest.raises(ImportError, match=r"needs Python 3\.10 or newer, but this kernel runs 3\.8: choose another"):
        versions.require((3, 8), "1.24.4")


def test_old_python_can_read_the_file_that_says_so():
    """bpkit imports it first, and it holds nothing that Python 3.6 has not."""
    ast.parse(FIRST.read_text(encoding="utf-8"), feature_version=(3, 6))
    imports = [
        node for node in ast.parse((FIRST.parent / "__init__.py").read_text()).body if not isinstance(node, ast.Expr)
    ]
    assert ast.unparse(imports[0]) == "import bpkit.versions"
