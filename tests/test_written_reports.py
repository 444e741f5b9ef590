"""Answers in words to the right of the record: a waiting one is neither passed nor failed, and never shown as a 0."""

import csv
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

import browser
import canvas_gradebook
import moodle_worksheet
from bpgrade.exports.gradescope import results
from bpgrade.killmatrix import judge
from bpgrade.planted import Planted
from bpgrade.record import WRITTEN, Outcome, TestResult
from bpgrade.reports import class_report, feedback, terminal
from bpgrade.reports.class_figures import ClassFigures
from bpgrade.summary import Summary
from graded_class import export, report, result, save
from html_page import Page

STEPS, OVERFITTING = WRITTEN
REMARK = "bpgrade: {} need a manual grade: give it in formgrader (nbgrader).\n"


def answer(outcome=Outcome.MANUAL, most=0.0, grade_id=STEPS):
    """What became of an answer in words."""
    what = "Nothing was written here." if outcome is Outcome.MISSING else ""
    return TestResult(f"written/{grade_id}", grade_id, "Your answer in words: why", outcome, 0.0, most, what=what)


def handed_in(submission_id="s001", most=0.0, outcome=Outcome.MANUAL):
    """A report with 3 of 4 points of hidden tests, and one answer in words."""
    right, wrong = result("sgd-plain", points=3.0), result("sgd-momentum", Outcome.FAILED, 0.0)
    return report(submission_id, tests=[right, wrong, answer(outcome, most)])


def page(*reports):
    figures = ClassFigures()
    for each in reports:
        figures.add(each, each.submission_id)
    return Page(class_report.render(figures, []))


def test_the_student_reads_that_it_waits():
    """Protects a student from taking the points that nobody has given yet for points that were lost."""
    shown = Page(feedback.render(handed_in(most=2.0)))

    assert "3 of 6 points 2 of the 6 points wait for a person, who reads what you wrote." in shown.text
    assert shown.row(STEPS) == [STEPS, "04_sgd.ipynb", "waits", "up to 2"]
    wait = "✎ Your answer in words: why waits for a person up to 2 Your answer is here: a person reads and grades it."
    assert f"{STEPS} up to 2 points {wait}" in shown.text


def test_an_answer_without_points_changes_no_figure():
    """Protects the score of a course whose questions have no points: 3 of 4, and not a word of points to come."""
    shown = Page(feedback.render(handed_in()))

    assert "Feedback for s001 3 of 4 points Overview" in shown.text
    assert shown.row(STEPS) == [STEPS, "04_sgd.ipynb", "waits", "no points"]


def test_a_missing_answer_is_said_to_be_missing():
    """Protects a student from waiting for a person who has nothing to read."""
    shown = Page(feedback.render(handed_in(outcome=Outcome.MISSING, most=2.0)))

    assert shown.row(STEPS) == [STEPS, "04_sgd.ipynb", "not found", "0 of 2"]
    assert "Your answer in words: why not found 0 of 2 Nothing was written here." in shown.text
    assert "wait" not in shown.text


@pytest.mark.skipif(browser.CHROMIUM is None, reason="NO BROWSER: feedback.html was not looked at")
def test_the_student_s_page_fits_a_telephone(tmp_path):
    """Protects the overview from words that push it off a narrow screen."""
    (tmp_path / "feedback.html").write_text(feedback.render(handed_in(most=2.0)), encoding="utf-8")
    found = browser.facts(tmp_path / "feedback.html", 320)

    assert (found["needed"], found["console"]) == (320, [])


def test_rates_leave_answers_out():
    """Protects pass rates, exercises and mistakes from answers that no test has judged, written or not."""
    shown = page(handed_in("s001", 2.0), handed_in("s002", 2.0), handed_in("s003", 2.0, Outcome.MISSING))

    assert "Submissions 3 3 graded 2 answers in words to read, 1 not written" in shown.text
    assert "Scores are without the points of answers in words that wait for a person." in shown.text
    assert STEPS not in shown.text
    assert "Nothing was written here" not in shown.text


def test_a_class_without_questions_has_no_such_figure():
    """Protects the page of an older course from a figure about nothing."""
    assert "answers in words" not in page(report()).text
    assert "Scores are without" not in page(handed_in()).text


def test_the_table_of_grades_has_no_0_for_what_waits(tmp_path):
    """Protects a gradebook from a 0 that is no grade; where nothing was written, the 0 is one."""
    graded = save(tmp_path, handed_in("s001", 2.0), handed_in("s002", 2.0, Outcome.MISSING))
    assert export("csv", graded) == 0
    with open(tmp_path / "grades.csv", encoding="utf-8", newline="") as file:
        rows = [
            [row[name] for name in (STEPS, "manual", "missing", "score", "max_score")] for row in csv.DictReader(file)
        ]

    assert rows == [["", "1", "0", "3", "6"], ["0", "0", "0", "3", "6"]]


def test_the_terminal_shows_what_is_worse_first(capsys):
    """Protects the overview of a class: a waiting answer is the least of what somebody should look at."""
    terminal.print_table([handed_in("ann"), report("bob", tests=[result("relu"), answer()])])
    rows = [line.replace("│", " ").split() for line in capsys.readouterr().out.splitlines()]

    assert [row[-1] for row in rows if row[0] in ("ann", "bob")] == ["FAILED", "PASSED"]


def test_a_summary_counts_what_waits():
    """Protects the last lines of a run, which are made from summaries."""
    summary = Summary.of(handed_in(most=2.0))

    assert (summary.outcomes[Outcome.MANUAL], STEPS in summary.points) == (1, False)
    assert Summary.from_dict(json.loads(json.dumps(summary.as_dict()))) == summary


@pytest.mark.parametrize("name", ["csv", "gradescope", "junit"])
def test_every_export_says_how_many_wait(tmp_path, capsys, name):
    """Protects answers from being forgotten: one remark, which is no failure, and none where nothing waits."""
    two = report("s002", tests=[answer(), answer(grade_id=OVERFITTING)])
    assert export(name, save(tmp_path / "some", handed_in("s001"), two, report("s003"))) == 0
    assert capsys.readouterr().err == REMARK.format("3 written answers of 2 submissions")
    assert export(name, save(tmp_path / "none", handed_in("s001", outcome=Outcome.MISSING))) == 0
    assert capsys.readouterr().err == ""


def test_gradescope_shows_no_colour(tmp_path):
    """Protects a student on Gradescope from a red 0 of 2; the score leaves the points out, and a sentence says so."""
    content = results(handed_in(most=2.0))
    (shown,) = [test for test in content["tests"] if test["name"].startswith(STEPS)]

    assert shown.keys().isdisjoint({"score", "max_score", "status"})
    assert shown["output"] == "Your answer is here: a person reads and grades it."
    assert content["output"] == (
        "2 of the 6 points wait for a person, who reads what you wrote.\n04_sgd: 3 of 6, up to 2 more from a person"
    )
    assert results(handed_in())["output"] == "04_sgd: 3 of 4"


def test_junit_skips_it_with_the_reason(tmp_path):
    """Protects a CI server from a failure that is none."""
    assert export("junit", save(tmp_path, handed_in())) == 0
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()[0]
    (case,) = [case for case in suite.iter("testcase") if case.get("name") == f"written/{STEPS}"]

    assert (suite.get("tests"), suite.get("skipped"), suite.get("failures")) == ("3", "1", "1")
    assert [(child.tag, child.get("type"), child.text) for child in case] == [
        ("skipped", "MANUAL", "Your answer is here: a person reads and grades it.")
    ]


def test_an_answer_that_is_not_there_is_no_error(tmp_path, capsys):
    """Protects 100 of 100 from looking like trouble, for a question that may be worth nothing."""
    unwritten = report(tests=[result("sgd-plain"), answer(Outcome.MISSING)])
    assert export("junit", save(tmp_path, unwritten)) == 0
    suite = ElementTree.parse(tmp_path / "junit.xml").getroot()[0]
    capsys.readouterr()
    terminal.print_table([unwritten])

    assert (suite.get("skipped"), suite.get("errors")) == ("1", "0")
    assert "PASSED" in capsys.readouterr().out


def test_canvas_gets_the_score_alone(tmp_path):
    """Protects Canvas' column: a waiting answer without points is not in it, and nothing is left out for its sake."""
    assert canvas_gradebook.run(tmp_path, handed_in()) == 0
    assert canvas_gradebook.canvas_reads(tmp_path / "out.csv")["501"]["11"] == "3"


@pytest.mark.parametrize(
    ("most", "points"),
    [
        (0.0, "3 of 4 points<br>04_sgd: 3 of 4"),
        (
            2.0,
            "3 of 6 points<br>2 of the 6 points wait for a person, who reads what you wrote."
            "<br>04_sgd: 3 of 6, up to 2 more from a person",
        ),
    ],
)
def test_moodle_s_comment(tmp_path, most, points):
    """Protects the comment that students read in Moodle: as ever without points, and with them what is to come."""
    assert moodle_worksheet.run(tmp_path, handed_in(most=most)) == 0
    assert moodle_worksheet.moodle_reads(tmp_path / "out.csv")["501"] == (3.0, f"Autograder: {points}")


def test_the_selftest_looks_at_hidden_tests_alone():
    """Protects the kill matrix: a right solution with a waiting, or missing, answer is no false alarm."""
    planted = Planted("04_sgd/right", "a right one", (), frozenset(), ())
    right = report(tests=[result("sgd-plain"), answer(), answer(Outcome.MISSING, grade_id=OVERFITTING)])
    wrong = replace(right, tests=(result("sgd-plain", Outcome.FAILED, 0.0, what="no"), *right.tests[1:]))

    assert (judge(planted, right, frozenset()).faults, judge(planted, right, frozenset()).killers) == ((), ())
    assert judge(planted, wrong, frozenset()).faults == ("false alarm of test_x.py::test_sgd-plain: no",)
