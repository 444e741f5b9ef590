"""A graded folder as exports read it: sorted, one report in memory at a time, nothing lost without a word."""

import gc
import json
import weakref

import pytest

from bpgrade.record import Report
from bpgrade.reports.graded import Graded, GradedError
from graded_class import report, save


def test_reports_come_sorted_by_id(tmp_path):
    """Protects the order of every export from the order of a file system."""
    graded = Graded(save(tmp_path, report("s010"), report("s002"), report("s001")))

    assert [each.submission_id for each in graded] == ["s001", "s002", "s010"]
    assert [folder for folder, _ in graded.items()] == ["f1", "f2", "f3"]


def test_one_report_is_held_at_a_time(tmp_path):
    """Protects the memory of whoever exports 10,000 submissions: a report that was passed on is gone."""
    graded = Graded(save(tmp_path, *(report(f"s{number:03}") for number in range(20))))
    seen, most = [], 0
    for each in graded:
        seen.append(weakref.ref(each))
        del each
        gc.collect()
        most = max(most, sum(ref() is not None for ref in seen))

    assert len(seen) == 20
    assert most <= 2


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda p: p / "nowhere",
            "cannot be read: No such file or directory; give the folder that bpgrade grade wrote.",
        ),
        (lambda p: p, "holds no reports: give the folder that bpgrade grade wrote."),
        (lambda p: (p / "file").write_text("x") and p / "file", "cannot be read: Not a directory;"),
    ],
    ids=["missing", "empty", "a file"],
)
def test_a_folder_without_reports_is_refused(tmp_path, make, sentence):
    """Protects from an empty export where a path was mistyped."""
    with pytest.raises(GradedError, match=sentence):
        Graded(make(tmp_path))


DAMAGE = {
    "cut off": (lambda text: text[:300], "The result record is not valid JSON: grade the submission again."),
    "empty": (lambda text: "", "The result record is not valid JSON: grade the submission again."),
    "a list": (lambda text: "[]", "The result record has schema None, not 2: grade the submission again."),
    "another schema": (
        lambda text: text.replace('"schema": 2', '"schema": 1'),
        "The result record has schema 1, not 2: grade the submission again.",
    ),
    "a field too few": (
        lambda text: text.replace(' "bonus": 0.0,\n', ""),
        "The result record lacks the field bonus: grade the submission again.",
    ),
    "an id that is no text": (
        lambda text: text.replace('"submission_id": "s002"', '"submission_id": ["s002"]'),
        "The result record has an unusable submission_id: grade the submission again.",
    ),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_report_is_named_and_the_rest_read(tmp_path, kind):
    """Protects the class from one bad file, and the student of that file from being forgotten."""
    change, sentence = DAMAGE[kind]
    save(tmp_path, report("s001"), report("s002"), report("s003"))
    path = tmp_path / "f2" / "report.json"
    before = path.read_text()
    path.write_text(change(before))
    graded = Graded(tmp_path)

    assert change(before) != before
    assert [each.submission_id for each in graded] == ["s001", "s003"]
    assert graded.problems == [f"{path}: {sentence}"]


def test_a_class_of_another_version_is_refused(tmp_path):
    """Protects yesterday's grades.csv from being replaced by an empty one after an update of the kit."""
    for place in save(tmp_path, report("s001"), report("s002")).iterdir():
        path = place / "report.json"
        path.write_text(path.read_text().replace('"schema": 2', '"schema": 1'))

    with pytest.raises(GradedError, match=r"can be read; the first one: .*has schema 1, not 2"):
        Graded(tmp_path)


def test_reports_that_all_turn_out_damaged_are_refused(tmp_path):
    """Protects the same where the damage lies deep in the records, and shows only when they are read whole."""
    path = save(tmp_path, report("s001")) / "f1" / "report.json"
    path.write_text(path.read_text().replace('"points": 60.0', '"points": "60"'))

    with pytest.raises(GradedError, match="has an unusable points"):
        list(Graded(tmp_path))


def test_two_reports_of_one_submission_are_refused(tmp_path):
    """Protects from two grades for one student, of which a gradebook would take the last."""
    save(tmp_path, report("s001"), report("s001", 80.0))

    with pytest.raises(GradedError) as caught:
        Graded(tmp_path)
    one, other = tmp_path / "f1" / "report.json", tmp_path / "f2" / "report.json"
    assert str(caught.value) == f"{one} and {other} are both reports of submission s001: remove one of the two."


def test_a_submission_without_its_record_is_named(tmp_path):
    """Protects the student whose grader was killed between the page and the record."""
    save(tmp_path, report("s001"))
    (tmp_path / "s002").mkdir()
    (tmp_path / "s002" / "feedback.html").write_text("")
    (tmp_path / "gradescope").mkdir()  # an export, no submission

    assert Graded(tmp_path).problems == [f"{tmp_path / 's002'} has no report.json: grade the submission again."]


def test_a_report_that_vanishes_in_between_is_named(tmp_path):
    """Protects an export that runs while somebody grades again."""
    graded = Graded(save(tmp_path, report("s001"), report("s002")))
    (tmp_path / "f1" / "report.json").unlink()

    assert [each.submission_id for each in graded] == ["s001"]
    assert graded.problems == [f"{tmp_path / 'f1' / 'report.json'} cannot be read: No such file or directory."]


def test_what_is_read_is_what_was_saved(tmp_path):
    """Protects the figures: nothing is lost on the way through the file."""
    one = report("s001", 61.2345, penalty=5.0, days_late=1, submitted_at="2026-11-02T10:00:00+00:00")
    (read,) = Graded(save(tmp_path, one))

    assert read == one == Report.from_json(json.dumps(json.loads(one.to_json())))
    assert read.final == 56.2345
