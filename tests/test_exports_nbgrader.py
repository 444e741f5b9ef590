"""bpgrade export nbgrader: the rows that nbgrader itself would have written, read back through nbgrader."""

import csv
import os
import shutil
import subprocess
import sys
from datetime import datetime

import pytest

from bpgrade.record import NOTEBOOKS
from graded_class import STAFF, export, save
from nbgrader_course import (
    LATER,
    POINTS,
    assignment_rows,
    gradebook,
    grades,
    nbgrader,
    submission,
    submitted_rows,
)


@pytest.fixture
def file(generated, tmp_path):
    """A gradebook of its own, with the assignment and nobody in it."""
    return shutil.copy(generated / "gradebook.db", tmp_path / "gradebook.db")


def write(file, *reports):
    """Exports reports into a gradebook file; gives the exit status."""
    folder = file.parent / "graded"
    shutil.rmtree(folder, ignore_errors=True)
    return export("nbgrader", save(folder, *reports), "--db", f"sqlite:///{file}")


def test_the_assignment_is_what_generate_assignment_makes(generated, tmp_path, capsys):
    """Protects an instructor who exports first from a gradebook that nbgrader then takes for another assignment."""
    file = tmp_path / "gradebook.db"
    assert write(file, submission()) == 0

    assert assignment_rows(file) == assignment_rows(generated / "gradebook.db")
    printed = capsys.readouterr()
    assert printed.out == f"{file}: results of 1 of 1 submission for backprop\n"
    assert printed.err == (
        f"bpgrade: backprop was not in {file} and was made from the notebooks that came with bpgrade: "
        "nbgrader generate_assignment backprop, run before, makes it from yours.\n"
    )


def test_nbgrader_export_shows_the_scores(generated, tmp_path):
    """Protects the way out of nbgrader: raw score, penalty, score and time in its CSV file, without any kernel."""
    folder = shutil.copytree(generated, tmp_path / "course")
    late = submission("s002", {"relu": 2.5}, submitted_at=LATER, days_late=1, penalty=9.65)
    assert write(folder / "gradebook.db", submission("s001"), late) == 0
    nbgrader(folder, "generate_assignment", "backprop", "--force")  # still works, with submissions in
    nbgrader(folder, "export")

    with open(folder / "grades.csv", newline="") as table:
        rows = [
            {k: row[k] for k in row if k not in ("last_name", "first_name", "email")} for row in csv.DictReader(table)
        ]
    shared = {"assignment": "backprop", "duedate": "", "max_score": "109.0", "needs_manual_grade": "0"}
    assert rows == [
        shared | {"timestamp": "2026-11-02 10:00:00", "student_id": "s001", "raw_score": "109.0",
                  "late_submission_penalty": "0.0", "score": "109.0"},
        shared | {"timestamp": "2026-11-03 08:30:00", "student_id": "s002", "raw_score": "105.5",
                  "late_submission_penalty": "9.65", "score": "95.85"},
    ]  # fmt: skip


def test_partial_credit_is_exact(file):
    """Protects 2.5 of 6, which nbgrader's own cells with asserts cannot give."""
    assert write(file, submission(points={"linear-forward": 2.5, "relu": 0.0001})) == 0

    got = grades(file)
    assert {name: each["auto_score"] for name, each in got.items()} == POINTS | {"linear-forward": 2.5, "relu": 0.0001}
    assert {name: each["max_score"] for name, each in got.items()} == POINTS
    assert {(each["needs_manual_grade"], each["manual_score"]) for each in got.values()} == {(False, None)}
    assert {name for name, each in got.items() if each["failed_tests"]} == {"linear-forward", "relu"}


def test_a_penalty_is_spread_in_proportion_and_sums_up(file):
    """Protects late work: no notebook loses more than it has, the sum is the record's, and a rerun takes it back."""
    nothing = dict.fromkeys(NOTEBOOKS["02_relu.ipynb"], 0.0)
    assert write(file, submission(points=nothing, penalty=10.0, days_late=1)) == 0

    with gradebook(file) as book:
        late = book.find_submission("backprop", "s001")
        taken = {rows.name: rows.late_submission_penalty for rows in late.notebooks}
        assert late.late_submission_penalty == pytest.approx(10, abs=1e-9)
        assert taken["02_relu"] is None
        assert taken["01_linear"] == pytest.approx(10 * 18 / 88, abs=1e-4)
        assert all((rows.late_submission_penalty or 0) <= rows.score for rows in late.notebooks)
    assert write(file, submission(points=nothing)) == 0
    with gradebook(file) as book:
        assert book.find_submission("backprop", "s001").late_submission_penalty == 0


def test_a_rerun_leaves_what_people_wrote(file):
    """Protects a grader's evening: manual scores, extra credit and manual comments outlive a rerun."""
    assert write(file, submission("s001", {"relu": 1.0}), submission("s002")) == 0
    with gradebook(file) as book:
        for name in ("relu", "tanh"):
            grade = book.find_grade(name, "02_relu", "backprop", "s001")
            grade.manual_score, grade.needs_manual_grade = 2.0, False
        book.find_grade("softmax", "03_softmax_cross_entropy", "backprop", "s001").extra_credit = 1.5
        comment = book.find_comment("solution-relu", "02_relu", "backprop", "s001")
        comment.manual_comment = "well argued"
        book.db.commit()
    assert write(file, submission("s001", {"relu": 4.0, "softmax": 0.5}, submitted_at="")) == 0

    got = grades(file)
    assert [got["relu"][key] for key in ("auto_score", "manual_score", "needs_manual_grade")] == [4.0, 2.0, True]
    assert [got["tanh"][key] for key in ("auto_score", "manual_score", "needs_manual_grade")] == [3.0, 2.0, False]
    assert [got["softmax"][key] for key in ("auto_score", "extra_credit")] == [0.5, 1.5]
    with gradebook(file) as book:
        comment = book.find_comment("solution-relu", "02_relu", "backprop", "s001")
        ours = "relu: relu is right: The result differs from what is expected."
        assert (comment.manual_comment, comment.auto_comment) == ("well argued", ours)
        # a time that is not known any more stays, and so does the submission that is not in the folder any more
        assert book.find_submission("backprop", "s001").timestamp == datetime(2026, 11, 2, 10)
        assert book.find_submission("backprop", "s002").score == 109


def test_a_second_run_changes_nothing(file):
    """Protects from rows that grow, or change, with every run."""
    assert write(file, submission("s001", {"relu": 1.0}), submission("s002", penalty=3.0)) == 0
    before = submitted_rows(file)
    assert write(file, submission("s001", {"relu": 1.0}), submission("s002", penalty=3.0)) == 0

    assert submitted_rows(file) == before


def test_more_students_than_are_written_at_once(file, capsys):
    """Protects large classes, which are written in parts; and the instructor of ids that are not in the roster."""
    assert write(file, submission("s000")) == 0
    capsys.readouterr()
    assert write(file, *(submission(f"s{number:03}", {"relu": number / 100}) for number in range(230))) == 0

    assert grades(file, "s229")["relu"]["auto_score"] == 2.29
    assert grades(file, "s099")["relu"]["auto_score"] == 0.99
    assert capsys.readouterr().err == (
        "bpgrade: Students who were not in the gradebook before: "
        "s001, s002, s003, s004, s005, s006, s007, s008, s009, s010 and 219 more.\n"
    )


def test_a_due_date_in_formgrader_stays(tmp_path, capsys):
    """Protects an assignment that was announced in formgrader, with no cells yet."""
    file = tmp_path / "gradebook.db"
    assert write(file, submission(), submission("s002")) == 0
    with gradebook(file) as book:
        book.remove_assignment("backprop")
        book.add_assignment("backprop", duedate="2026-11-01T12:00:00+00:00", course_id="backprop-kit")
    assert write(file, submission()) == 0

    with gradebook(file) as book:
        assert book.find_assignment("backprop").duedate == datetime(2026, 11, 1, 12)
        assert book.find_assignment("backprop").max_score == 109


def test_nothing_for_staff_gets_in(file):
    """Protects hidden inputs: students read nbgrader's feedback."""
    assert write(file, submission(points={"relu": 0.0})) == 0

    assert STAFF.encode() not in file.read_bytes()


def test_a_new_gradebook_needs_no_path(tmp_path):
    """Protects calls of bpgrade by its full path, as cron makes them: nbgrader looks for alembic in PATH."""
    graded = save(tmp_path / "graded", submission())
    command = [sys.executable, "-m", "bpgrade", "export", "nbgrader", str(graded)]
    environment = {key: value for key, value in os.environ.items() if key != "PATH"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "gradebook.db: results of 1 of 1 submission for backprop\n")
    assert len(done.stderr.splitlines()) == 1  # that the assignment was made
    assert sorted(os.listdir(tmp_path)) == ["gradebook.db", "graded"]
    assert grades(tmp_path / "gradebook.db")["relu"]["auto_score"] == 6
