"""Processes of the pool are killed under the class: whoever can be graded is, and whoever cannot is told so."""

import pytest

from bpgrade.catalogue import hidden_tests
from bpgrade.classroom import Conditions, Pools, Task, grade_all
from bpgrade.commands.grade import conclude
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome, Report
from bpgrade.reports import feedback
from bpgrade.summary import Summary
from faults import Deadly, timeless, write_class
from in_jail import confined

pytestmark = confined
SECRET = b"the secret of the faults"
STAFF = (
    "The process that was grading this submission was ended each time it was tried, the last time with no other at "
    "work. Grade it again; should it happen again, find out what ends the process: as a rule the machine lacks memory."
)
NOTE = (
    "Your submission could not be graded through no fault of yours; it costs you nothing, and your instructor has been "
    "told."
)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """index -> report, in the order they came, of ann, bob, whose process is killed each time, and cem."""
    submissions = find_submissions([write_class(tmp_path_factory.mktemp("class"), ("ann", "bob", "cem"))])
    conditions = [Conditions(SECRET), Deadly(SECRET), Conditions(SECRET)]
    tasks = [Task(*each) for each in zip(submissions, conditions, strict=True)]
    return dict(grade_all(tasks, 1, pools=Pools()))


def test_the_class_goes_on(graded, tmp_path):
    """a process that dies thrice costs the others nothing: not those before it, not those that wait behind it"""
    submissions = find_submissions([write_class(tmp_path, ("ann", "bob", "cem"))])
    grader = Conditions(SECRET).grader()
    wanted = {index: timeless(grader.grade(submissions[index])) for index in (0, 2)}
    grader.close()
    assert {index: timeless(graded[index]) for index in (0, 2)} == wanted
    assert graded.keys() == {0, 1, 2}


def test_no_silent_zero(graded):
    """who could not be graded gets a whole report: what was handed in is BROKEN, and staff are told what happened"""
    report = graded[1]
    assert Report.from_json(report.to_json()) == report
    assert [test.test_id for test in report.judged] == [test.id for test in hidden_tests()]
    handed_in = [test for test in report.judged if test.outcome is not Outcome.MISSING]
    assert {(test.outcome, test.staff) for test in handed_in} == {(Outcome.BROKEN, STAFF)}
    assert report.score == 18.0  # of 100: what was not handed in earns nothing
    assert report.notes[0] == NOTE
    assert report.isolation == "unknown (the process that graded it ended)"
    assert NOTE in feedback.render(report)


def test_no_silent_full_mark(graded, tmp_path, capsys):
    """the command does not end as if all were well"""
    assert conclude([Summary.of(graded[1])], tmp_path) == 1
    broken = [test.outcome for test in graded[1].tests].count(Outcome.BROKEN)
    kept = "their points were kept. See `staff` in report.json."
    printed = capsys.readouterr().out.splitlines()
    assert f"{broken} tests broke through no fault of a student; {kept}" in printed
