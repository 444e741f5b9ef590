"""The command as people use it: what it prints, what it writes, and its exit status."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bpgrade.cli import main
from bpgrade.variants import write_variant
from bpgrade.wall.levels import DEGRADED_WARNING

LINEAR = "01_linear.ipynb"


@pytest.fixture
def classroom(tmp_path, monkeypatch):
    """A folder with three submissions, and a secret of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "class"
    write_variant(folder / "ann", {})
    write_variant(folder / "bob", {LINEAR: "def backward(self, g):\n    return g\nLinear.backward = backward"})
    (folder / "eve").mkdir()
    (folder / "eve" / LINEAR).write_text("not a notebook")
    return folder


def run(*arguments):
    """Exit status of bpgrade with these arguments."""
    return main([str(argument) for argument in arguments])


def test_grade_a_class(classroom, tmp_path, capsys):
    """a class ends in a report, a feedback page and a CSV row each; an unreadable submission gives exit status 1"""
    assert run("grade", classroom, "--out", tmp_path / "graded") == 1
    rows = list(csv.DictReader((tmp_path / "graded" / "grades.csv").read_text().splitlines()))
    assert [(row["id"], row["status"], row["score"]) for row in rows[:1]] == [("ann", "graded", "100")]
    assert [row["status"] for row in rows] == ["graded", "graded", "unreadable"]
    assert float(rows[1]["score"]) < 100
    for name in ("ann", "bob", "eve"):
        assert json.loads((tmp_path / "graded" / name / "report.json").read_text())["submission_id"] == name
        assert "<!DOCTYPE html>" in (tmp_path / "graded" / name / "feedback.html").read_text()
    printed = capsys.readouterr().out
    assert "3 submissions: 2 graded, 1 unreadable" in printed
    assert "isolation: " in printed


def test_a_class_that_can_be_graded_exits_0(classroom, tmp_path):
    """wrong solutions are no failure of the command"""
    assert run("grade", classroom / "bob", "--out", tmp_path / "graded") == 0


def test_pool_and_single_process_agree(classroom, tmp_path):
    """grading with two processes gives the same reports but for their times"""
    run("grade", classroom, "--out", tmp_path / "one", "--jobs", 1)
    run("grade", classroom, "--out", tmp_path / "two", "--jobs", 2)
    for name in ("ann", "bob", "eve"):
        one, two = (_timeless(tmp_path / folder / name / "report.json") for folder in ("one", "two"))
        assert one == two


def _timeless(path):
    report = json.loads(path.read_text())
    del report["seconds"]
    for test in report["tests"]:
        del test["seconds"], test["staff"]
    return report


def test_the_secret_is_made_once_and_kept_private(classroom, tmp_path):
    """the first run makes a secret that only its owner can read, and the next run uses it again"""
    run("grade", classroom / "eve", "--out", tmp_path / "graded")
    path = tmp_path / "config" / "backprop-kit" / "secret"
    first = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600
    run("grade", classroom / "eve", "--out", tmp_path / "graded")
    assert path.read_bytes() == first
    assert first.strip().decode() not in (tmp_path / "graded" / "eve" / "report.json").read_text()


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda p: p / "nowhere", "does not exist"),
        (
            lambda p: (p / "empty").mkdir() or p / "empty",
            "holds no notebook and no zip archive: give a folder of submissions.",
        ),
        (lambda p: (p / "notes.txt").write_text("x") and p / "notes.txt", "is neither a notebook"),
    ],
    ids=["unknown path", "empty folder", "text file"],
)
def test_nothing_to_grade(tmp_path, capsys, make, sentence):
    """a path without submissions: one line, exit status 2, no traceback, nothing written"""
    assert run("grade", make(tmp_path), "--out", tmp_path / "graded") == 2
    error = capsys.readouterr().err
    assert error.startswith("bpgrade: ")
    assert sentence in error
    assert error.count("\n") == 1
    assert not (tmp_path / "graded").exists()


def test_output_folder_that_cannot_be_written(classroom, tmp_path, capsys):
    """an output folder that cannot be had is found out before the work"""
    (tmp_path / "file").write_text("")
    assert run("grade", classroom, "--out", tmp_path / "file" / "graded") == 2
    assert "Reports cannot be written to" in capsys.readouterr().err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_read_only_output_folder(classroom, tmp_path, capsys):
    """a read-only output folder: one line, exit status 2"""
    (tmp_path / "graded").mkdir(mode=0o500)
    assert run("grade", classroom, "--out", tmp_path / "graded") == 2
    assert "Reports cannot be written to" in capsys.readouterr().err


def test_degraded_wall_needs_a_flag(classroom, tmp_path, capsys):
    """where student code cannot be confined nothing runs without the flag: exit status 3 and the whole warning"""
    assert run("grade", classroom, "--out", tmp_path / "graded", "--isolation", "D") == 3
    error = capsys.readouterr().err
    assert "WARNING: this system cannot confine student code." in error
    assert "--allow-degraded" in error


def test_no_wall_in_a_pool(classroom, tmp_path, capsys):
    """a wall that cannot be had is said once and as clearly when processes of a pool find it out"""
    assert run("grade", classroom, "--out", tmp_path / "graded", "--isolation", "D", "--jobs", 2) == 3
    error = capsys.readouterr().err
    assert error == f"bpgrade: {DEGRADED_WARNING} To continue: --allow-degraded.\n"


def test_degraded_reports_say_so(classroom, tmp_path):
    """with the flag the level is in every report and in the CSV"""
    where = tmp_path / "graded"
    assert run("grade", classroom / "ann", "--out", where, "--isolation", "D", "--allow-degraded") == 0
    assert json.loads((where / "ann" / "report.json").read_text())["isolation"].startswith("degraded")
    assert next(csv.DictReader((where / "grades.csv").read_text().splitlines()))["isolation"].startswith("degraded")


def test_short_secret(classroom, tmp_path, capsys):
    """a secret file that is too short to be one is refused in a sentence"""
    (tmp_path / "secret").write_text("1234")
    assert run("grade", classroom, "--out", tmp_path / "g", "--secret-file", tmp_path / "secret") == 2
    assert "holds 4 bytes; a secret needs at least 16." in capsys.readouterr().err


def test_release_outside_a_clone(tmp_path, monkeypatch, capsys):
    """a release is made in a clone; elsewhere one sentence says so"""
    monkeypatch.chdir(tmp_path)
    assert run("release", "--check") == 2
    assert "is not inside a clone of backprop-kit" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["grade"], ["frobnicate"], ["grade", "x", "--jobs", "0x"]])
def test_bad_usage(arguments):
    """bad usage is exit status 2"""
    done = subprocess.run([sys.executable, "-m", "bpgrade", *arguments], capture_output=True, text=True)
    assert done.returncode == 2
    assert "usage: bpgrade" in done.stderr
    assert "Traceback" not in done.stderr


def test_hidden_tests_by_hand(classroom, tmp_path):
    """pytest on the hidden tests grades one submission, and gives the verdicts that bpgrade grade gives"""
    import bpgrade.catalogue

    secret = tmp_path / "secret"
    secret.write_text("the secret of a test by hand")
    options = [
        "--submission",
        classroom / "bob",
        "--secret-file",
        secret,
        "-p",
        "no:cacheprovider",
        "-q",
        "-c",
        os.devnull,
    ]
    command = [sys.executable, "-m", "pytest", bpgrade.catalogue.FOLDER, "-k", "test_01_linear", *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=tmp_path)
    run("grade", classroom / "bob", "--out", tmp_path / "graded", "--secret-file", secret)
    report = json.loads((tmp_path / "graded" / "bob" / "report.json").read_text())
    linear = [test for test in report["tests"] if test["test_id"].startswith("test_01_linear")]
    failed = [test["test_id"] for test in linear if test["outcome"] not in ("PASSED", "SKIPPED")]
    assert failed
    assert all(f"FAILED {name}" in done.stdout or name.split("::")[1] in done.stdout for name in failed)
    assert f"{sum(test['outcome'] == 'PASSED' for test in linear)} passed" in done.stdout


def test_hidden_tests_in_a_clone():
    """the command of the README finds the hidden tests in a clone, whose own pytest settings make warnings errors"""
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "pytest", "autograder/bpgrade/hidden", "--collect-only", "-q", "-k", "linear"]
    done = subprocess.run([*command, "-p", "no:cacheprovider"], capture_output=True, text=True, cwd=root)
    assert done.returncode == 0, done.stdout
    assert "test_01_linear.py::test_forward_value" in done.stdout
