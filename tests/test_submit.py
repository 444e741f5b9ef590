"""python -m bpkit.submit: one zip with the notebooks, everything wrong said, nothing refused."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bpgrade import reference
from bpgrade.intake import find_submissions
from bpkit import submit

ASSIGNMENT = Path(__file__).resolve().parent.parent / "assignment" / "backprop"


@pytest.fixture
def folder(tmp_path):
    """A folder with the reference's 01_linear and the stubs of 02_relu."""
    shutil.copy(reference.folder() / "01_linear.ipynb", tmp_path)
    shutil.copy(ASSIGNMENT / "02_relu.ipynb", tmp_path)
    return tmp_path


def rewrite(path, *cells):
    book = json.loads(path.read_text(encoding="utf-8"))
    book["cells"] += [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    path.write_text(json.dumps(book), encoding="utf-8")


def run(folder, capsys, *options):
    """(status, standard output, standard error)."""
    status = submit.main([str(folder), *options])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_says_what_passes_and_what_is_missing(folder, capsys):
    """Every exercise has its line, and each notebook that is not there is warned of, the optional one apart."""
    status, out, _ = run(folder, capsys)

    assert status == 0
    assert "    linear-backward          passed\n" in out
    assert "    relu                     not written yet\n" in out
    assert "Careful: 02_relu.ipynb: 3 of 3 exercises do not pass their public checks.\n" in out
    assert "Careful: 04_sgd.ipynb is missing: its exercises will count as not written.\n" in out
    assert "06_going_further.ipynb: not there\n" in out
    assert "Careful: 06" not in out
    assert out.splitlines()[-1].startswith(f"{folder / 'handed-in.zip'}: 2 notebooks, ")


def test_the_grader_reads_the_zip(folder, capsys):
    """What is packed is what is graded."""
    run(folder, capsys)

    with zipfile.ZipFile(folder / "handed-in.zip") as archive:
        assert archive.namelist() == ["01_linear.ipynb", "02_relu.ipynb"]
    (submission,) = find_submissions([folder / "handed-in.zip"])
    assert sorted(submission.notebooks) == ["01_linear.ipynb", "02_relu.ipynb"]


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("Linear = 3", "TypeError: Linear must be the class itself, but is a int"),
        ("import os\nclass Linear(os._exit(3)):\n    pass", "ended Python"),
        (
            "class Linear:\n    forward = 1 / 0",
            "ImportError: Linear cannot be taken from 01_linear.ipynb: ZeroDivision",
        ),
    ],
)
def test_whatever_a_notebook_holds_is_said_and_packed(folder, capsys, cell, state):
    """A notebook that breaks is a warning, and goes into the zip as it is."""
    rewrite(folder / "01_linear.ipynb", cell)

    status, out, _ = run(folder, capsys)

    assert status == 0
    assert f"    linear-forward           {state}" in out
    with zipfile.ZipFile(folder / "handed-in.zip") as archive:
        assert archive.read("01_linear.ipynb") == (folder / "01_linear.ipynb").read_bytes()


def test_syntax_error_is_told_with_its_cell(folder, capsys):
    """As import_from says it in the next notebook."""
    path = folder / "01_linear.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("class Linear(Module):", "class Linear(Module:"))

    out = run(folder, capsys)[1]

    assert (
        "    linear-forward           ImportError: Linear cannot be read from 01_linear.ipynb: SyntaxError in code"
        in out
    )


def test_notebook_that_hangs_is_given_up(folder, capsys, monkeypatch):
    """Endless loops end, and are said."""
    monkeypatch.setattr(submit, "SECONDS", 2)
    rewrite(folder / "01_linear.ipynb", "class Linear:\n    while True:\n        pass")

    assert "    linear-forward           gave no answer within 2 seconds\n" in run(folder, capsys)[1]


def test_without_processes_the_checks_run_here(folder, capsys, monkeypatch):
    """Python in a browser cannot start another one."""

    def refuse(*_, **__):
        raise OSError(138, "emscripten does not support processes.")

    expected = run(folder, capsys)
    monkeypatch.setattr(subprocess, "run", refuse)

    assert run(folder, capsys) == expected


def test_newer_copy_is_warned_of(folder, capsys):
    """Who worked in the copy shall know before the deadline."""
    copy = shutil.copy(folder / "01_linear.ipynb", folder / "01_linear-Copy1.ipynb")
    os.utime(folder / "01_linear.ipynb", (1577836800,) * 2)

    assert f"Careful: {Path(copy).name} was saved after 01_linear.ipynb" in run(folder, capsys)[1]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["nowhere"], "nowhere is no folder: name the one that holds your notebooks.\n"),
        (["empty"], "There is no notebook of this assignment in "),
        (["--out", "nowhere/a.zip"], "nowhere/a.zip could not be written: No such file or directory.\n"),
    ],
)
def test_bad_usage_is_one_sentence(folder, capsys, monkeypatch, options, sentence):
    """Status 2, and nothing half-written."""
    monkeypatch.chdir(folder)
    (folder / "empty").mkdir()

    status = submit.main(options)

    assert status == 2
    assert capsys.readouterr().err.startswith(sentence)
    assert not list(folder.rglob("*.zip*"))


def test_runs_as_a_module_in_the_students_folder(folder):
    """The line of the README, with nothing installed but what lies there."""
    shutil.copytree(ASSIGNMENT / "bpkit", folder / "bpkit")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    command = [sys.executable, "-m", "bpkit.submit"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert "    linear-backward          passed\n" in done.stdout
