"""The six notebooks as six otter assignments: an autograder.zip each, by otter generate; tests in exception format.

To otter's advantage the notebooks are lean, as for nbgrader, and no PDF is made. Nothing needs the network.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

import students
from measure import Usage, measured, settings
from rivals.sources import function_name, pieces

import bpkit
from bpgrade import reference
from bpgrade.record import NOTEBOOKS, WRITTEN

LAYERS = "layers"  # what the MLP's notebook imports from: the instructor's own, as otter takes one notebook at a time
_IMPORT = re.compile(r"(\bimport_from\([^()]*)\)")
_QUESTION = re.compile(r"([a-z-]+)")
_HEADER = """from otter.test_files import test_case

OK_FORMAT = False
name = "{grade_id}"
points = {points}
"""


def version(python: str) -> str | None:
    """The version of otter-grader that a Python has, None if it lacks otter, torch or ipykernel."""
    code = "import importlib.metadata as m, ipykernel, torch, numpy, otter; print(m.version('otter-grader'))"
    try:
        found = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:  # there is no such Python
        return None
    return found.stdout.strip() if found.returncode == 0 else None


def build(course: Path, python: str) -> None:
    """<course>/<notebook's stem>/autograder.zip for each of the six."""
    for notebook in students.NOTEBOOKS:
        folder = course / Path(notebook).stem
        for grade_id in set(NOTEBOOKS[notebook]) - WRITTEN.keys():
            path = folder / "tests" / f"{function_name(grade_id)}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(test_file(grade_id), encoding="utf-8")
        shutil.copytree(Path(bpkit.__file__).parent, folder / "bpkit", ignore=shutil.ignore_patterns("__pycache__"))
        files = [path.relative_to(folder) for path in sorted((folder / "bpkit").rglob("*")) if path.is_file()]
        files += _layers(folder) if notebook == "05_mlp_cifar10.ipynb" else []
        command = [python, "-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip", *files]
        measured(command, folder, **settings(python, folder))


def _layers(folder):
    (folder / LAYERS).mkdir()
    names = [name for name in students.NOTEBOOKS if "01" <= name < "05"]
    for name in names:
        shutil.copy(reference.folder() / name, folder / LAYERS)
    return [Path(LAYERS) / name for name in names]


def test_file(grade_id: str) -> str:
    """An otter test file with one hidden test case."""
    helpers, check, _ = pieces(grade_id)
    header = _HEADER.format(grade_id=grade_id, points=reference.points()[grade_id])
    return f"{header}\n{helpers}\n\n\n@test_case(hidden=True)\n{check}\n"


def hand_in(course: Path, entries: list[students.Entry], whole: bool = False) -> None:
    """Put each student's notebooks beside the zips: <course>/<stem>/<id>/<notebook>, without test cells."""
    for notebook in students.NOTEBOOKS:
        book = students.document(notebook) if whole else students.lean(notebook)
        for entry in entries:
            handed_in = students.hand_in(book, notebook, entry)
            handed_in["cells"] = [cell for cell in handed_in["cells"] if students.role(cell) != "test"]
            for cell in handed_in["cells"]:
                cell["source"] = _IMPORT.sub(rf'\1, folder="{LAYERS}")', "".join(cell["source"]))
            students.write(handed_in, course / Path(notebook).stem / entry.id / notebook)


def run(course: Path, entries: list[students.Entry], python: str, sample: bool = False) -> Usage:
    """Grade all notebooks of all students: otter run takes one at a time."""
    usage = Usage(0.0, 0.0, 0.0)
    for entry in entries:
        for notebook in students.NOTEBOOKS:
            folder = course / Path(notebook).stem
            command = [python, "-m", "otter", "run", "-a", "autograder.zip", "-o", entry.id, f"{entry.id}/{notebook}"]
            (folder / entry.id / "results.json").unlink(missing_ok=True)
            usage = usage.plus(measured(command, folder, sample=sample, **settings(python, folder)))
    return usage


def scores(course: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """student -> grade cell -> (points, most points), from the results that otter has written."""
    table = {}
    for path in sorted(course.glob("*/*/results.json")):
        for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
            found = _QUESTION.match(test["name"])
            if found:
                table.setdefault(path.parent.name, {})[found[1]] = (test["score"], test["max_score"])
    return table
