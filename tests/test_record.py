"""The result record: points add up exactly, files are whole, and only this schema is read."""

import dataclasses
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from bpgrade.intake import REQUIRED, read_notebook
from bpgrade.record import NOTEBOOKS, Outcome, RecordError, Report, Status, TestResult, shares, total

AGAIN = "grade the submission again."


def result(grade_id="relu", outcome=Outcome.PASSED, points=1.0, **rest):
    return TestResult(f"test_{grade_id}", grade_id, "a title", outcome, points, max(points, 1.0), **rest)


@pytest.fixture
def report():
    tests = [
        result("further-hvp", points=3.0),
        result("relu", Outcome.FAILED, 0.0, what="wrong", where="[0]", how_far="1e-3", staff="\x1b[31m"),
        result("chain-rule-tanh", Outcome.BROKEN, 4.0),
        result("relu", points=2.5, seconds=0.25),
    ]
    return Report.from_tests(
        tests,
        submission_id="zoë",
        content_hash="ab" * 32,
        kit_version="0.1.0",
        isolation="full (landlock 7, seccomp)",
        status=Status.PARTIAL,
        notes=("04_sgd.ipynb is missing from your submission.",),
        secret_fingerprint="12ab",
        seconds=0.5,
    )


def test_the_bonus_is_summed_apart(report):
    """Protects the 100 points from the optional notebook's."""
    assert (report.score, report.max_score, report.bonus, report.max_bonus) == (6.5, 7.5, 3.0, 3.0)


def test_cells_come_in_the_notebooks_order(report):
    """Protects reports from depending on the order in which tests ran."""
    cells = [(cell.grade_id, cell.points, cell.max_points) for cell in report.cells]

    assert cells == [("chain-rule-tanh", 4.0, 4.0), ("relu", 2.5, 3.5), ("further-hvp", 3.0, 3.0)]


def test_what_is_saved_is_what_is_loaded(report, tmp_path):
    """Protects everything right of the record, which sees the file alone."""
    report.save(tmp_path / "report.json")

    assert Report.load(tmp_path / "report.json") == report
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]


def test_text_that_is_no_unicode_can_be_saved(report):
    """Protects the record from a student's exception with half a surrogate pair in its message."""
    odd = dataclasses.replace(report, notes=("a\ud800b",))

    assert Report.from_json(odd.to_json()).notes == ("a?b",)


def test_a_failed_save_leaves_the_old_record(report, tmp_path):
    """Protects an earlier result: a failed write replaces nothing and leaves nothing behind."""
    path = tmp_path / "report.json"
    report.save(path)
    with pytest.raises(ValueError, match="Out of range float"):
        dataclasses.replace(report, score=float("nan")).save(path)
    (tmp_path / "folder" / "x").mkdir(parents=True)
    with pytest.raises(OSError, match="folder"):
        report.save(tmp_path / "folder")

    assert Report.load(path) == report
    assert sorted(item.name for item in tmp_path.iterdir()) == ["folder", "report.json"]


BAD_RECORDS = {
    "schema": (lambda c: c.update(schema=99), "The result record has schema 99, not 2"),
    "lacking": (lambda c: c.pop("score"), "The result record lacks the field score"),
    "unknown": (lambda c: c.update(graded_at="now"), "The result record has the unknown field graded_at"),
    "text-score": (lambda c: c.update(score="100"), "The result record has an unusable score"),
    "huge-score": (lambda c: c.update(score=10**400), "The result record has an unusable score"),
    "infinite": (lambda c: c.update(score=float("inf")), "The result record has an unusable score"),
    "true-score": (lambda c: c.update(score=True), "The result record has an unusable score"),
    "status": (lambda c: c.update(status="great"), "The result record has an unusable status"),
    "notes": (lambda c: c.update(notes="text"), "The result record has an unusable notes"),
    "outcome": (lambda c: c["tests"][0].update(outcome=[]), "The result record has an unusable outcome"),
    "test": (lambda c: c.update(tests=[5]), "The result record holds something other than a TestResult"),
}


@pytest.mark.parametrize("kind", BAD_RECORDS)
def test_other_records_are_refused(report, tmp_path, kind):
    """Protects reports from being made of records that mean something else."""
    spoil, sentence = BAD_RECORDS[kind]
    content = json.loads(report.to_json())
    spoil(content)
    path = tmp_path / "report.json"
    path.write_text(json.dumps(content))
    with pytest.raises(RecordError) as error:
        Report.load(path)

    assert f"{path}: {sentence}: {AGAIN}" == str(error.value)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'{"schema": 1', "The result record is not valid JSON"),
        (b"\xff", "The result record is not UTF-8 text"),
        (b"[]", "The result record has schema None, not 2"),
    ],
)
def test_files_that_are_no_records_are_refused(tmp_path, data, sentence):
    """Protects the person who points an export at the wrong file."""
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(RecordError) as error:
        Report.load(tmp_path / "x.json")

    assert f"{tmp_path / 'x.json'}: {sentence}: {AGAIN}" == str(error.value)


def test_shares_add_up_exactly():
    """Protects 100 from becoming 99.9999: whatever the weights, all tests passed is all points."""
    rng = np.random.default_rng(5)
    for _ in range(300):
        points = float(rng.integers(1, 1000)) / float(rng.choice([1, 2, 4, 10]))
        weights = [float(weight) for weight in rng.integers(1, 9, size=rng.integers(1, 40))]
        split = shares(points, weights)

        assert total(split) == points
        assert sum(Fraction(str(share)) for share in split) == Fraction(str(points))
        assert all(abs(s - points * w / sum(weights)) < 1e-4 for s, w in zip(split, weights, strict=True))


def test_shares_follow_the_weights():
    """Protects the split itself: by weight, odd units to the largest remainder, the first of equals."""
    assert shares(6, [1, 2]) == [2.0, 4.0]
    assert shares(1, [1, 1, 1]) == [0.3334, 0.3333, 0.3333]


@pytest.mark.parametrize("weights", [[], [1, 0], [-1]])
def test_weights_must_be_positive(weights):
    """Protects a test author from points that silently vanish."""
    with pytest.raises(ValueError, match="weights must be positive numbers, got "):
        shares(4, weights)


def test_the_notebooks_test_cells_are_those_of_the_table():
    """Protects sums by notebook and renamed files from a test cell that the record does not know."""
    solution = Path(__file__).parents[1] / "solution" / "backprop"
    for name in REQUIRED:
        read = read_notebook((solution / name).read_bytes(), name)
        test_cells = [grade_id for grade_id in read.grade_ids if not grade_id.startswith("solution-")]

        assert tuple(test_cells) == NOTEBOOKS[name]
