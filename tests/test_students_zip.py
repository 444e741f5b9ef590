"""What students get works by itself: unzipped anywhere, no sys.path lines, no grader, no torch, no plotting library."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bpgrade.release import ASSIGNMENT, write_zip

ROOT = Path(__file__).resolve().parent.parent

# what a student's machine need not have: importing it at once would be a fault of ours
BARE = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "bpgrade", "nbgrader", "matplotlib", "tqdm", "pooch", "IPython"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Absent())
import bpkit
assert bpkit.__file__.startswith(%r), bpkit.__file__
"""


@pytest.fixture
def unzipped(tmp_path):
    """The students' zip, unzipped."""
    write_zip(ROOT / "assignment" / ASSIGNMENT, tmp_path / "backprop.zip")
    zipfile.ZipFile(tmp_path / "backprop.zip").extractall(tmp_path)
    return tmp_path / ASSIGNMENT


def run(folder, code):
    """Run code the way a kernel started in the folder would."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    script = BARE % str(folder) + code
    return subprocess.run([sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True)


def test_bpkit_needs_numpy_only(unzipped):
    """every name of bpkit can be imported, and toy data made, without any other package"""
    code = "from bpkit import *\nassert toy(100, 20, 20).x_train.shape == (100, 3072)\nprint('fine')"
    done = run(unzipped, code)
    assert (done.returncode, done.stdout) == (0, "fine\n"), done.stderr


def test_untouched_exercise_says_so(unzipped):
    """import_from takes a class out of the stub notebook, and its check says that it is not written yet"""
    code = 'from bpkit import check, import_from\n(Linear,) = import_from("01_linear.ipynb", "Linear")\n'
    done = run(unzipped, code + 'check("linear-forward", Linear)')
    assert done.returncode == 1
    assert "not written yet" in done.stdout
    assert "Traceback" in done.stderr


def test_a_right_solution_passes_its_check(unzipped):
    """the reference's definitions pass the public check in the students' own folder"""
    from bpgrade import reference

    (unzipped / "01_linear.ipynb").write_bytes((reference.folder() / "01_linear.ipynb").read_bytes())
    code = 'from bpkit import check, import_from\n(Linear,) = import_from("01_linear.ipynb", "Linear")\n'
    done = run(unzipped, code + 'check("linear-forward", Linear)\ncheck("linear-backward", Linear)')
    assert done.returncode == 0, done.stderr
