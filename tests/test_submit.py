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
        ("Linear = 3", "TypeError: Linear must be the class itself, but is an int"),
        ("import os\nclass Linear(os._exit(3)):\n    pass", "ended Python: is there an exit() in it?"),
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

    assert (
        "    linear-forward           gave no answer within 2 seconds: is there a loop that never ends?\n"
        in run(folder, capsys)[1]
    )


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
        (
            ["--out", "nowhere/a.zip"],
            "nowhere/a.zip could not be written (No such file or directory): name another file with --out FILE.\n",
        ),
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


def test_one_that_hangs_is_the_only_one_to_blame(folder, capsys, monkeypatch):
    """The exercises after it are checked all the same."""
    monkeypatch.setattr(submit, "SECONDS", 3)
    endless = "class Linear(Linear):\n    def backward(self, grad_output):\n        while True:\n            pass"
    rewrite(folder / "01_linear.ipynb", endless)
    rewrite(folder / "02_relu.ipynb", "class ReLU:\n    def forward(self, x):\n        import os; os._exit(1)")

    out = run(folder, capsys)[1]

    assert "    linear-forward           passed\n    linear-backward          gave no answer within 3 seconds" in out
    assert "    relu                     ended Python: is there an exit() in it?\n" in out
    assert "    tanh                     not written yet\n" in out


def test_unreadable_notebook_is_told_once(folder, capsys):
    """One sentence in the place of its exercises, and the same at the end; packed as it is."""
    (folder / "02_relu.ipynb").write_text("<<<<<<< ours")

    out = run(folder, capsys)[1]

    sentence = "02_relu.ipynb is not a notebook that can be read: put an older copy or a fresh one in its place.\n"
    assert f"02_relu.ipynb\n    {sentence}03_" in out
    assert f"Careful: {sentence}" in out


def test_open_question_is_warned_of(folder, capsys):
    """A question whose answer is not written passes no check, and would be forgotten."""
    shutil.copy(ASSIGNMENT / "04_sgd.ipynb", folder)

    said = "Careful: 04_sgd.ipynb: a question still has YOUR ANSWER HERE in the place of your answer.\n"
    assert said in run(folder, capsys)[1]


def test_copy_beside_an_unwritten_notebook(folder, capsys):
    """The work is perhaps in the copy, however old it is."""
    shutil.copy(folder / "02_relu.ipynb", folder / "02_relu-Copy1.ipynb")
    os.utime(folder / "02_relu-Copy1.ipynb", (1577836800,) * 2)

    said = "Careful: 02_relu-Copy1.ipynb is there too, but only 02_relu.ipynb counts, and is not all written.\n"
    assert said in run(folder, capsys)[1]


def test_renamed_notebook_is_found(folder, capsys):
    """A browser that downloads a second time adds a number."""
    (folder / "02_relu.ipynb").rename(folder / "02_relu (1).ipynb")

    assert "If it is 02_relu (1).ipynb, give it its name back.\n" in run(folder, capsys)[1]


def test_failure_of_another_notebook_is_told(folder, capsys):
    """What 05 takes from a broken 01 says so."""
    shutil.copy(reference.folder() / "05_mlp_cifar10.ipynb", folder)
    shutil.copy(reference.folder() / "03_softmax_cross_entropy.ipynb", folder)
    path = folder / "01_linear.ipynb"
    path.write_text(path.read_text(encoding="utf-8").replace("class Linear(Module):", "class Linear(Module:"))

    line = next(each for each in run(folder, capsys)[1].splitlines() if each.startswith("    mlp-forward"))
    assert "01_linear.ipynb: SyntaxError" in line


def test_folder_without_bpkit(folder, capsys, tmp_path_factory, monkeypatch):
    """The folder may be another one than that of bpkit, and nobody answers an input()."""
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    rewrite(folder / "01_linear.ipynb", "class Linear(Linear):\n    def backward(self, g):\n        input()")

    out = run(folder, capsys)[1]

    assert "    linear-forward           passed\n    linear-backward          0 of 6 checks passed\n" in out


def test_old_timestamp_and_large_file(folder, capsys, monkeypatch):
    """Neither keeps a notebook out of the zip; the size is warned of."""
    monkeypatch.setattr(submit, "_MOST_BYTES", 1)
    os.utime(folder / "01_linear.ipynb", (0, 0))

    status, out, _ = run(folder, capsys)

    assert status == 0
    assert "Careful: 01_linear.ipynb is very large: choose Edit > Clear Outputs of All Cells, save it, and" in out


def test_zip_that_is_a_folder(folder, capsys):
    """Said before anything is checked."""
    status, out, err = run(folder, capsys, "--out", str(folder))

    assert (status, out, err) == (2, "", f"{folder} is a folder: name a file with --out FILE.\n")
