"""A student's machine: this Python, with numpy and nothing else, and the folder out of the zip. `tox -e students-...`

Every public check must pass on the reference's notebooks, through the command that students hand in with; what it is
too old for must say so in one sentence.
"""

import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parent.parent
EXERCISES = 22
TOUR = """
import numpy as np
from bpkit import Module, draw_graph, gradient_check, import_from, progress, toy
Linear, = import_from("01_linear.ipynb", "Linear")
MLP, = import_from("05_mlp_cifar10.ipynb", "MLP")
rng = np.random.default_rng(0)
assert all(row.ok for row in gradient_check(Linear(3, 2, rng), rng.standard_normal((4, 3))))
data = toy(200, 50, 50)
graph = draw_graph(MLP([3072, 8, 10], rng), data.x_train[:5])
assert "weight (8, 3072)   gradient: norm" in str(graph), graph
assert [i for i in progress(range(3))] == [0, 1, 2]
"""


def main():
    """Exit status 0 if all is as it should be."""
    print(f"Python {platform.python_version()}, numpy {numpy.__version__}")
    with tempfile.TemporaryDirectory() as temporary:
        desk = shutil.copytree(ROOT / "assignment" / "backprop", Path(temporary, "backprop"))
        if tuple(map(int, numpy.__version__.split(".")[:2])) < (1, 26):
            return too_old(desk)
        for notebook in (ROOT / "solution" / "backprop").glob("*.ipynb"):
            shutil.copy(notebook, desk)
        return hand_in(desk) or from_elsewhere(desk) or run(desk, "-W", "error", "-c", TOUR).returncode


def hand_in(desk):
    """Pack the reference's notebooks: all checks of all of them must pass."""
    done = run(desk, "-m", "bpkit.submit")
    passed = done.stdout.count(" passed\n")
    print(f"{passed} of {EXERCISES} exercises pass")
    return done.returncode or passed != EXERCISES or "Careful" in done.stdout


def from_elsewhere(desk):
    """bpkit looks at a folder that it does not lie in."""
    other = desk.parent / "other"
    other.mkdir()
    shutil.copy(desk / "01_linear.ipynb", other)
    return run(desk, "-m", "bpkit.submit", str(other)).stdout.count(" passed\n") != 2


def too_old(desk):
    """An old numpy is named, before anything else fails."""
    done = run(desk, "-c", "import bpkit")
    said = done.stderr.splitlines()[-1]
    return not said.startswith(
        f"ImportError: bpkit needs numpy 1.26 or newer, but this is {numpy.__version__}: run %pip"
    )


def run(desk, *arguments):
    """This Python in that folder, and what it printed."""
    done = subprocess.run([sys.executable, *arguments], cwd=desk, capture_output=True, text=True)
    print(done.stdout, done.stderr, sep="\n")
    return done


if __name__ == "__main__":
    sys.exit(main())
