"""Answers in words: read whatever became of their cells, never graded by a test, never lost and never a mere 0."""

import json
import shutil

import pytest

from bpgrade import reference, scoring
from bpgrade.cli import main
from bpgrade.demo.submissions import write_class
from bpgrade.intake import find_submissions, read_notebook
from bpgrade.intake.notebook import ANSWER_CHARACTERS
from bpgrade.record import NOTEBOOK_OF, WRITTEN, Outcome, Report
from in_jail import confined

SGD, MLP = "04_sgd.ipynb", "05_mlp_cifar10.ipynb"
STEPS, OVERFITTING = WRITTEN
NOTHING = "Nothing was written here."


def cell(source, grade_id=STEPS, cell_type="markdown"):
    """A cell as students hand it in; nbgrader marks it as graded and as a solution."""
    mark = {"grade_id": grade_id, "grade": True, "solution": True, "locked": False, "points": 0, "schema_version": 3}
    return {"cell_type": cell_type, "metadata": {"nbgrader": mark}, "source": source}


def notebook(*cells):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def read(*cells):
    """The answers in a notebook of these cells."""
    return read_notebook(notebook(*cells), SGD).answers


def results(tmp_path, **notebooks):
    """Grade cell -> what becomes of it when these notebooks (04 and 05, as bytes) are handed in."""
    for name, data in notebooks.items():
        (tmp_path / "ann").mkdir(exist_ok=True)
        (tmp_path / "ann" / {"sgd": SGD, "mlp": MLP}[name]).write_bytes(data)
    (submission,) = find_submissions([tmp_path / "ann"])
    return {result.grade_id: (result.outcome, result.what) for result in scoring.written(submission)}


@pytest.fixture
def two_points(tmp_path, monkeypatch):
    """A course whose instructor gives 2 points for each answer in words."""
    folder = tmp_path / "course"
    shutil.copytree(reference.folder(), folder)
    for name in (SGD, MLP):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace('"points": 0,', '"points": 2,'), encoding="utf-8")
    monkeypatch.setattr(reference, "folder", lambda: folder)
    cached = (reference.notebooks, reference.written, reference.points)
    for each in cached:
        each.cache_clear()
    yield folder
    for each in cached:
        each.cache_clear()


@pytest.mark.parametrize("cell_type", ["markdown", "code", "raw", "mystery"])
def test_an_answer_is_read_from_any_type_of_cell(cell_type):
    """Protects a student who has turned the cell into another type by a stray keystroke."""
    assert read(cell(["Steps must\r\n", "be small."], cell_type=cell_type)) == {STEPS: "Steps must\nbe small."}


def test_the_last_of_several_counts():
    """Protects what a person reads in formgrader from differing from what is recorded: nbgrader keeps the last, too."""
    assert read(cell("first"), cell("second"), cell("other", OVERFITTING)) == {STEPS: "second", OVERFITTING: "other"}


@pytest.mark.parametrize("source", [None, 5, ["a", 5], {}])
def test_what_is_no_text_is_no_answer(source):
    """Protects intake from cells that no editor would write."""
    assert read(cell(source)) == {STEPS: ""}


@pytest.mark.parametrize("grade_id", ["relu", "written-else", None, 5, ["written-small-steps"]])
def test_other_cells_are_no_answers(grade_id):
    """Protects memory, and the record, from texts that nobody asked for."""
    assert read(cell("text", grade_id)) == {}


def test_an_answer_is_bounded():
    """Protects memory from pictures that an editor has pasted into the text; half a surrogate pair has no UTF-8."""
    assert read(cell("\ud800" + "x" * 10**6)) == {STEPS: "\ufffd" + "x" * (ANSWER_CHARACTERS - 1)}


def test_the_content_hash_is_of_answers_too_and_the_code_hash_is_not(tmp_path):
    """Protects a changed answer from going unnoticed, and unchanged code from being graded again for its sake."""
    for name, text in (("ann", "one"), ("bob", "two")):
        (tmp_path / name).mkdir()
        (tmp_path / name / SGD).write_bytes(notebook(cell(text)))
    ann, bob = find_submissions([tmp_path])

    assert ann.content_hash != bob.content_hash
    assert ann.code_hash == bob.code_hash


def test_the_table_names_the_reference_s_questions():
    """Protects titles and columns from a question that only the notebooks know, or only the table."""
    assert list(reference.written()) == list(WRITTEN)
    assert not reference.points().keys() & WRITTEN.keys()


@pytest.mark.parametrize(
    ("source", "outcome"),
    [
        ("The slope changes on the way.", Outcome.MANUAL),
        ("YOUR ANSWER HERE\n\nThe slope changes.", Outcome.MANUAL),
        ("![curves](attachment:curves.png)", Outcome.MANUAL),
        ("YOUR ANSWER HERE", Outcome.MISSING),
        ("\n  YOUR ANSWER HERE \n\n", Outcome.MISSING),
        (" \t\u00a0\u200b\n", Outcome.MISSING),
        ("", Outcome.MISSING),
    ],
)
def test_an_answer_is_what_a_student_has_added(tmp_path, source, outcome):
    """Protects a person from reading stubs, and any answer at all from being taken for none."""
    what = "" if outcome is Outcome.MANUAL else NOTHING
    assert results(tmp_path, sgd=notebook(cell(source)))[STEPS] == (outcome, what)


def test_a_cell_that_is_gone_and_notebooks_that_are(tmp_path):
    """Protects students from a reason that is not theirs: no cell, no notebook, and one that cannot be read."""
    assert results(tmp_path, sgd=notebook(cell("text", "else"))) == {
        STEPS: (Outcome.MISSING, NOTHING),
        OVERFITTING: (Outcome.MISSING, f"{MLP} is missing from your submission."),
    }
    cut_off = f"{MLP} ends in the middle, as if cut off while it was saved or uploaded: "
    outcome, what = results(tmp_path, mlp=b'{"cells": [')[OVERFITTING]
    assert (outcome, what.startswith(cut_off)) == (Outcome.MISSING, True)


def test_answers_outlive_a_process_that_died(tmp_path):
    """Protects an answer from a fault of ours: it needs no wall, and waits for a person all the same."""
    (submission,) = find_submissions([reference.folder()])
    report = scoring.broken_record(submission, b"a secret", "killed")

    assert {test.outcome for test in report.judged} == {Outcome.BROKEN}
    assert [(test.test_id, test.title, test.outcome) for test in report.tests if test.written] == [
        ("written/written-small-steps", "Your answer in words: why small steps", Outcome.MANUAL),
        ("written/written-overfitting", "Your answer in words: what overfitting looked like", Outcome.MANUAL),
    ]
    assert (report.max_score, report.waiting) == (100.0, 0.0)


def test_points_of_an_instructor_wait_and_are_part_of_the_maximum(two_points):
    """Protects the score from points that nobody gave, and the maximum from lacking them; hidden tests keep theirs."""
    (submission,) = find_submissions([two_points])
    report = scoring.record(submission, [], b"a secret", isolation="full", seconds=0.0)

    assert [(test.outcome, test.points, test.max_points) for test in report.tests] == [(Outcome.MANUAL, 0.0, 2.0)] * 2
    assert (report.score, report.max_score, report.waiting) == (0.0, 4.0, 4.0)
    assert sum(reference.points().values()) == 100 + 9
    assert Report.from_json(report.to_json()) == report


@confined
def test_a_new_answer_shows_and_the_code_is_not_graded_again(tmp_path, capsys):
    """Protects a later answer from a kept result, and its record from holding the question twice."""
    path = tmp_path / "class" / "ann" / SGD
    path.parent.mkdir(parents=True)
    document = json.loads((reference.folder() / SGD).read_text(encoding="utf-8"))
    question = next(each for each in document["cells"] if each["id"] == STEPS)
    (tmp_path / "secret").write_text("the secret of answers in words")
    arguments = ["grade", tmp_path / "class", "--out", tmp_path / "out", "--secret-file", tmp_path / "secret"]
    reports = []
    for text in ("YOUR ANSWER HERE", "Slopes change.", "Slopes change, and soon."):
        question["source"] = text
        path.write_text(json.dumps(document))
        assert main([*map(str, arguments)]) == 0
        reports.append(Report.load(tmp_path / "out" / "ann" / "report.json"))

    shown = [[test.outcome for test in report.tests if test.grade_id == STEPS] for report in reports]
    assert shown == [[Outcome.MISSING], [Outcome.MANUAL], [Outcome.MANUAL]]
    assert reports[0].judged == reports[1].judged == reports[2].judged  # with the seconds that they took
    assert len({report.content_hash for report in reports}) == 3
    assert "1 written answer of 1 submission needs a manual grade: give it in formgrader" in capsys.readouterr().out


def test_the_demo_s_empty_submission_has_no_answers(tmp_path):
    """Protects the demo: its stubs are those that nbgrader makes, in text as in code."""
    write_class(tmp_path / "class")
    (stub,) = find_submissions([tmp_path / "class" / "nothing-written-yet"])

    assert [result.what for result in scoring.written(stub)] == [NOTHING, NOTHING]
    assert {NOTEBOOK_OF[result.grade_id] for result in scoring.written(stub)} == {SGD, MLP}
