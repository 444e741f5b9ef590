"""Grading a class again: what has not changed is taken over, what has is graded, and no stale result survives."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from arena import Arena
from bpgrade.catalogue import hidden_tests
from bpgrade.cli import main
from bpgrade.record import NOTEBOOK_OF, Outcome, Report
from bpgrade.reuse import NOTE, lasting
from faults import LINEAR, RELU, write_class
from in_jail import confined

pytestmark = confined


@pytest.fixture
def room(tmp_path, capsys):
    """A folder with a class of three that has been graded once into `out`."""
    write_class(tmp_path / "class")
    (tmp_path / "secret").write_text("the secret of grading again")
    assert grade(tmp_path) == 0
    capsys.readouterr()
    return tmp_path


def grade(room, *options):
    """bpgrade grade on the class of a room: its exit status."""
    arguments = ["grade", room / "class", "--out", room / "out", "--secret-file", room / "secret", "--jobs", 1]
    return main([*map(str, arguments), *options])


def seconds(room, name="ann"):
    """notebook -> the seconds that each of its tests took: other ones when they were run again."""
    found = {}
    for test in Report.load(room / "out" / name / "report.json").tests:
        found.setdefault(NOTEBOOK_OF[test.grade_id], []).append(test.seconds)
    return found


def test_nothing_has_changed(room, capsys):
    """a second run grades nothing, says so, and leaves reports and grades as they are"""
    before = {path: path.read_bytes() for path in (room / "out").rglob("*") if path.is_file()}
    assert grade(room) == 0
    assert "3 unchanged since the last run and taken over, 0 graded\n" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (room / "out").rglob("*") if path.is_file()} == before


def test_nothing_has_changed_needs_no_torch(room):
    """where nothing is graded, nothing that takes long is imported"""
    code = (
        "import sys; from bpgrade.cli import main; status = main(); assert 'torch' not in sys.modules; sys.exit(status)"
    )
    arguments = ["grade", room / "class", "--out", room / "out", "--secret-file", room / "secret"]
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_one_student_hands_in_again(room, capsys):
    """only who has changed something is graded again"""
    others = [seconds(room, name) for name in ("bob", "cem")]
    path = room / "class" / "ann" / RELU
    path.write_text(path.read_text().replace("import numpy as np", "import numpy as np  # again", 1))
    assert grade(room) == 0
    assert "2 unchanged since the last run and taken over, 1 graded\n" in capsys.readouterr().out
    assert [seconds(room, name) for name in ("bob", "cem")] == others


def test_files_touched_but_not_changed(room, capsys):
    """another time of saving alone, as after copying a class, costs no grading: the code decides"""
    before = seconds(room)
    os.utime(room / "class" / "ann" / LINEAR, (1, 1))
    assert grade(room) == 0
    assert "2 unchanged since the last run and taken over, 1 graded\n" in capsys.readouterr().out
    assert seconds(room) == before


@pytest.mark.parametrize("change", ["secret", "--time-limit", "--fresh"])
def test_what_else_counts(room, capsys, change):
    """another secret, another time limit, or the wish to grade anew grades everybody"""
    if change == "secret":
        (room / "secret").write_text("another secret of grading again")
    assert grade(room, *{"secret": [], "--time-limit": [change, "5"], "--fresh": [change]}[change]) == 0
    assert "taken over" not in capsys.readouterr().out


@pytest.mark.parametrize("lost", ["report.json", "feedback.html", NOTE])
def test_a_file_is_gone_or_not_ours(room, capsys, lost):
    """a report that is missing, edited, or without its note is made again"""
    whole = (room / "out" / "ann" / "report.json").read_text()
    if lost == "report.json":
        (room / "out" / "ann" / lost).write_text(whole.replace('"score": ', '"score": 1'))
    else:
        (room / "out" / "ann" / lost).unlink()
    assert grade(room) == 0
    assert "2 unchanged since the last run and taken over, 1 graded\n" in capsys.readouterr().out
    assert Report.load(room / "out" / "ann" / "report.json").score == json.loads(whole)["score"]


def test_a_due_time_is_judged_without_grading(room, capsys):
    """a due time that was named later changes penalties only, and naming none takes them back"""
    before, late = seconds(room), ["--due", "2020-01-01 00:00 UTC", "--late-penalty", "100%/day"]
    assert grade(room, *late) == 0
    report = Report.load(room / "out" / "ann" / "report.json")
    assert (report.final, report.penalty, report.days_late > 0) == (0, report.score, True)
    assert grade(room) == 0
    assert "3 unchanged since the last run and taken over, 0 graded\n" in capsys.readouterr().out
    assert Report.load(room / "out" / "ann" / "report.json").penalty == 0
    assert seconds(room) == before


def test_what_broke_is_not_taken_over(grade):
    """results of a notebook of which a test broke through a fault of ours do not last"""
    report = grade()
    broken = [
        type(test)(**{**vars(test), "outcome": Outcome.BROKEN}) if test.grade_id == "relu" else test
        for test in report.tests
    ]
    fields = {name: value for name, value in vars(report).items() if name not in ("tests", *_SUMS)}
    kept = lasting({RELU: "a", LINEAR: "b"}, Report.from_tests(broken, **fields))
    assert kept == {LINEAR: "b"}


_SUMS = ("score", "max_score", "bonus", "max_bonus")


@pytest.fixture
def kit():
    """A copy of the grader that a test may change."""
    arena = Arena()
    yield arena.kit
    arena.remove()


def test_a_hidden_test_has_changed(room, kit):
    """after a change in one file of hidden tests only that file's tests run again; after one in the kit, all"""
    environment = {**os.environ, "PYTHONPATH": str(kit)}
    arguments = ["grade", room / "class", "--out", room / "out", "--secret-file", room / "secret", "--jobs", 1]

    def run():
        command = [sys.executable, "-m", "bpgrade", *map(str, arguments)]
        subprocess.run(command, env=environment, capture_output=True, check=True, cwd=kit)
        return seconds(room)

    first = run()
    with (kit / "bpgrade" / "hidden" / "test_02_relu.py").open("a") as file:
        file.write("# one line more\n")
    second = run()
    assert {name for name in first if first[name] != second[name]} == {RELU}
    assert len(Report.load(room / "out" / "ann" / "report.json").judged) == len(hidden_tests())
    with (kit / "bpgrade" / "expect.py").open("a") as file:
        file.write("# one line more\n")
    third = run()
    assert {name for name in first if third[name] != second[name]} >= {RELU, LINEAR}


def test_an_interrupted_run_goes_on(room, capsys):
    """a class of which some reports are missing, as after a kill, is finished without grading the rest again"""
    shutil.rmtree(room / "out" / "cem")
    assert grade(room) == 0
    assert "2 unchanged since the last run and taken over, 1 graded\n" in capsys.readouterr().out
    assert sorted(path.parent.name for path in (room / "out").glob("*/report.json")) == ["ann", "bob", "cem"]
