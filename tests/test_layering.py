"""Who may import whom: data flows one way, answers stay behind the wall, only the slicer runs notebooks."""

import ast
import sys
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("assignment", "solution", "autograder", "data")
IMPORT_ROOTS = ("solution/backprop", "autograder")
LATE_IN_BPKIT = {"matplotlib", "tqdm", "pooch", "IPython"}
# Other ways to the notebooks than the readers: bpkit.notebooks for students, bpgrade.intake for the grader.
AROUND_THE_READERS = {"assignment", "solution", "import_ipynb", "nbimporter", "nbclient", "testbook", "runpy"}
SLICER, LAUNCH = "solution/backprop/bpkit/slicer.py", "autograder/bpgrade/wall/launch.py"


class Imports(ast.NodeVisitor):
    """Collects (full dotted name, whether inside a function) of everything a module imports."""

    def __init__(self, path):
        self.path, self.found, self.depth = path, [], 0

    def visit_FunctionDef(self, node):
        self.depth += 1
        self.generic_visit(node)
        self.depth -= 1

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Import(self, node):
        self.found += [(alias.name, self.depth > 0) for alias in node.names]

    def visit_ImportFrom(self, node):
        base = [node.module] if node.module else []
        if node.level:
            parts = self.path.parent.parts[: len(self.path.parent.parts) - node.level + 1]
            base = [*parts[len(room_of(self.path).parts) :], *base]
        self.found += [(".".join([*base, alias.name]), self.depth > 0) for alias in node.names]

    def visit_Call(self, node):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in ("import_module", "__import__") and isinstance(node.args[0], ast.Constant):
            self.found.append((node.args[0].value, self.depth > 0))
        self.generic_visit(node)


def room_of(path):
    """The folder that is on the import path for a file of one of the two packages."""
    return PurePosixPath(next((room for room in IMPORT_ROOTS if path.is_relative_to(room)), ""))


def is_below(path, *folders):
    return any(path.is_relative_to(folder) for folder in folders)


def allowed_names(path, late):
    """Names that a file may import, with all below them; None where only the general rules hold."""
    if is_below(path, "solution/backprop/bpkit"):
        return {"numpy", "bpkit"} | (LATE_IN_BPKIT if late else set())
    if is_below(path, "autograder/bpgrade/wall"):
        return {"numpy", "bpkit", "bpgrade.wall"}
    if is_below(path, "autograder/bpgrade/reports"):
        return {
            "bpgrade.record",
            "bpgrade.summary",
            "bpgrade.output",
            "bpkit.files",
            "bpgrade.reports",
            "rich",
            "jinja2",
        }
    if is_below(path, "autograder/bpgrade/exports"):
        right_of_the_record = {"bpgrade.record", "bpgrade.output", "bpgrade.reports", "bpgrade.exports", "bpkit.files"}
        return right_of_the_record | {"bpgrade.lms", "bpgrade.programs", "nbgrader", "sqlalchemy"}
    return {
        "autograder/bpgrade/record.py": {"bpgrade.from_json", "bpgrade.output", "bpkit.files"},
        "autograder/bpgrade/from_json.py": {"bpgrade.output"},
        "autograder/bpgrade/output.py": set(),
        "autograder/bpgrade/summary.py": {"bpgrade.record"},
        "autograder/bpgrade/lms.py": set(),
        "autograder/bpgrade/oracle.py": {"numpy", "torch", "bpgrade.answers"},
        "autograder/bpgrade/answers.py": {"numpy", "bpgrade.wall.wire"},
    }.get(str(path))


def is_allowed(path, name, late):
    top = name.partition(".")[0]
    if name == "bpgrade" and str(path) == LAUNCH:  # for its __file__: what the jail may see
        return True
    if top in AROUND_THE_READERS or (top == "torch" and str(path) != "autograder/bpgrade/oracle.py"):
        return False
    allowed = allowed_names(path, late)
    below = allowed is not None and any(f"{name}.".startswith(f"{each}.") for each in allowed)
    return allowed is None or below or top in sys.stdlib_module_names


def faults(path, source):
    """What a file of the project imports or runs but must not, as sentences."""
    path, tree = PurePosixPath(path), ast.parse(source)
    imports = Imports(path)
    imports.visit(tree)
    found = [f"{path} imports {name}" for name, late in imports.found if not is_allowed(path, name, late)]
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    if names & {"exec", "eval"} and str(path) != SLICER:
        found.append(f"{path} runs code from text")
    return found


def sources():
    """The project's own modules, without its tests, its benchmarks and the copies made for students."""
    for room in ("autograder", "solution"):
        for path in sorted((ROOT / room).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_nobody_imports_what_it_must_not():
    """Protects the architecture: bpkit knows no grader, the jail no answers, reports only the record."""
    checked = dict(sources())

    assert len(checked) > 50
    assert [fault for path, source in checked.items() for fault in faults(path, source)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_are_not_packages(room):
    """Protects site-packages from packages called data or solution."""
    assert not (ROOT / room / "__init__.py").exists()


BPKIT, GRADER = "solution/backprop/bpkit", "autograder/bpgrade"


@pytest.mark.parametrize(
    ("path", "source", "name"),
    [
        (f"{BPKIT}/x.py", "from bpgrade.wall import wire", "bpgrade.wall.wire"),
        (f"{BPKIT}/x.py", "def f():\n    import bpgrade", "bpgrade"),
        (f"{BPKIT}/x.py", "import matplotlib.pyplot as plt", "matplotlib.pyplot"),
        (f"{BPKIT}/x.py", "try:\n    import tqdm\nexcept ImportError: pass", "tqdm"),
        (f"{BPKIT}/data/x.py", "class A:\n    from scipy import special", "scipy.special"),
        (f"{BPKIT}/x.py", "def f():\n    import torch", "torch"),
        (f"{GRADER}/wall/x.py", "from bpgrade import oracle", "bpgrade.oracle"),
        (f"{GRADER}/wall/x.py", "from .. import secret", "bpgrade.secret"),
        (f"{GRADER}/wall/x.py", "from ..hidden.conftest import bench", "bpgrade.hidden.conftest.bench"),
        (f"{GRADER}/wall/x.py", "import bpgrade", "bpgrade"),
        (f"{GRADER}/wall/x.py", "import bpgrade.wallpaper", "bpgrade.wallpaper"),
        (f"{GRADER}/wall/x.py", "import importlib\nimportlib.import_module('rich')", "rich"),
        (f"{GRADER}/reports/x.py", "from bpgrade.intake import safe_name", "bpgrade.intake.safe_name"),
        (f"{GRADER}/reports/x.py", "from bpgrade.grading import Grader", "bpgrade.grading.Grader"),
        (f"{GRADER}/reports/x.py", "from bpgrade.exports import canvas", "bpgrade.exports.canvas"),
        (f"{GRADER}/exports/x.py", "from bpgrade.intake import safe_name", "bpgrade.intake.safe_name"),
        (
            f"{GRADER}/exports/x.py",
            "from bpgrade.commands.errors import CommandError",
            "bpgrade.commands.errors.CommandError",
        ),
        (f"{GRADER}/exports/x.py", "from bpkit import compare", "bpkit.compare"),
        (f"{GRADER}/exports/x.py", "import numpy as np", "numpy"),
        (f"{GRADER}/record.py", "from bpgrade.intake import safe_name", "bpgrade.intake.safe_name"),
        (f"{GRADER}/oracle.py", "from bpgrade import student", "bpgrade.student"),
        (f"{GRADER}/hidden/test_x.py", "async def f():\n    from torch import nn", "torch.nn"),
        (f"{GRADER}/grading.py", "__import__('torch')", "torch"),
        ("solution/train.py", "from solution.backprop import linear", "solution.backprop.linear"),
        (f"{GRADER}/reference.py", "import import_ipynb", "import_ipynb"),
    ],
)
def test_a_planted_import_is_found(path, source, name):
    """Protects this file from passing because it sees nothing."""
    assert faults(path, source) == [f"{path} imports {name}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (f"{BPKIT}/x.py", "import numpy.linalg, os\nfrom bpkit.cells import parse\nfrom .module import x"),
        (f"{BPKIT}/x.py", "def f():\n    import matplotlib.figure\n    from IPython import display"),
        (f"{BPKIT}/data/x.py", "from ..module import Parameter\nfrom . import toy"),
        (f"{GRADER}/wall/x.py", "from bpgrade.wall import wire\nfrom . import jail\nimport bpkit"),
        (LAUNCH, "import bpgrade"),
        (f"{GRADER}/oracle.py", "import torch"),
        (f"{GRADER}/reports/x.py", "from bpgrade.record import Report\nimport jinja2\nfrom . import x"),
        (
            f"{GRADER}/exports/x.py",
            "import csv\nfrom bpgrade.record import Report\nfrom bpgrade.reports import feedback",
        ),
        (f"{GRADER}/grading.py", "from bpgrade import oracle, intake\nimport rich"),
    ],
)
def test_what_is_allowed_is_not_a_fault(path, source):
    """Protects this file from forbidding what the architecture allows."""
    assert faults(path, source) == []


def test_running_text_is_found():
    """Protects the one way to run a notebook's code: through the slicer."""
    source = "exec(open('01_linear.ipynb').read())"

    assert faults("solution/train.py", source) == ["solution/train.py runs code from text"]
    assert faults(SLICER, source) == []
