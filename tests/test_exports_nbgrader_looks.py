"""bpgrade export nbgrader: what could not be graded waits for a person, with the reason; bonus; late notebooks."""

import shutil

import pytest

from bpgrade.intake import find_submissions
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOKS, Outcome, Status
from bpgrade.scoring import unreadable
from graded_class import export, save
from nbgrader_course import BONUS, POINTS, ROOT, comments, exported, gradebook, grades, missing, result, submission

LINEAR = set(NOTEBOOKS["01_linear.ipynb"])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A gradebook with the assignment, and the submission of s000; not to be changed."""
    return exported(tmp_path_factory.mktemp("gradebook"))


@pytest.fixture
def file(made, tmp_path):
    return shutil.copy(made, tmp_path / "gradebook.db")


def write(file, *reports):
    """Exports reports into a gradebook file; gives the exit status."""
    folder = file.parent / "graded"
    shutil.rmtree(folder, ignore_errors=True)
    return export("nbgrader", save(folder, *reports), "--db", f"sqlite:///{file}")


def waiting(file):
    """The grade cells of s001 that wait for a person, and their automatic scores."""
    return {name: each["auto_score"] for name, each in grades(file).items() if each["needs_manual_grade"]}


@pytest.mark.parametrize(
    ("status", "about"),
    [
        (Status.UNREADABLE, "None of your notebooks could be read, so nothing was graded. The zip is damaged."),
        (Status.EMPTY, "There was no notebook in your submission, so nothing was graded. The zip is damaged."),
    ],
)
def test_a_submission_that_could_not_be_graded_is_no_zero(file, capsys, status, about):
    """Protects a student whose zip was damaged from a 0 that looks like a grade."""
    tests = [each for name in NOTEBOOKS if name != BONUS_NOTEBOOK for each in missing(name, "The zip is damaged.")]
    assert write(file, submission(tests=tests, status=status, notes=("The zip is damaged.",))) == 1

    assert waiting(file) == dict.fromkeys(POINTS)
    assert set.union(*comments(file).values()) == {about}
    sentence = f"bpgrade: s001 has no score and waits for a manual grade: {about}\n"
    assert capsys.readouterr().err.startswith(sentence)


def test_a_notebook_that_could_not_be_read_waits(file, capsys):
    """Protects the points of a notebook that was there; the rest has its scores, and a better one ends the waiting."""
    note = "01_linear.ipynb ends in the middle: hand it in again."
    report = submission(tests=missing("01_linear.ipynb", note), status=Status.PARTIAL, notes=("Other.", note))
    assert write(file, report) == 0

    assert waiting(file) == dict.fromkeys(LINEAR)
    assert grades(file)["relu"]["auto_score"] == 6
    assert comments(file)["01_linear"] == {note}
    assert comments(file)["02_relu"] == {None}
    assert capsys.readouterr().err.splitlines()[-1] == (
        "bpgrade: 2 cells of 1 submission wait for a manual grade, because tests broke or a notebook could not be read."
    )
    assert write(file, submission()) == 0
    assert (waiting(file), comments(file)["01_linear"]) == ({}, {None})


def test_a_manual_grade_ends_the_waiting_for_good(file):
    """Protects a grader from grading the same damaged notebook by hand after every rerun."""
    note = "01_linear.ipynb ends in the middle: hand it in again."
    report = submission(tests=missing("01_linear.ipynb", note), status=Status.PARTIAL, notes=(note,))
    assert write(file, report) == 0
    with gradebook(file) as book:
        grade = book.find_grade("linear-forward", "01_linear", "backprop", "s001")
        grade.manual_score, grade.needs_manual_grade = 4.0, False
        book.db.commit()
    assert write(file, report) == 0

    assert waiting(file) == {"linear-backward": None}


def test_a_notebook_that_was_not_handed_in_is_a_zero_with_a_reason(file, tmp_path):
    """Protects graders from waiting cells that nobody can grade; by intake's own sentence, which this ties to ours."""
    handed_in = tmp_path / "handed in" / "s001"
    shutil.copytree(ROOT / "assignment" / "backprop", handed_in)
    (handed_in / "01_linear.ipynb").unlink()
    (found,) = find_submissions([handed_in])
    what = unreadable("01_linear.ipynb", found)["what"]
    notes = tuple(problem.sentence for problem in found.problems)
    assert what in notes
    assert write(file, submission(tests=missing("01_linear.ipynb", what), status=found.status, notes=notes)) == 0

    assert waiting(file) == {}
    assert {grades(file)[name]["auto_score"] for name in LINEAR} == {0}
    assert comments(file)["01_linear"] == {what}


def test_a_name_that_is_not_defined_is_a_zero(file):
    """Protects the difference between work that is missing and work that could not be read."""
    tests = [result("linear-forward", 0.0, outcome=Outcome.MISSING, what="Linear is not defined.")]
    assert write(file, submission(tests=tests)) == 0

    assert (waiting(file), grades(file)["linear-forward"]["auto_score"]) == ({}, 0)


def test_broken_tests_keep_their_points_and_are_looked_at(file):
    """Protects from a full mark without a word where it was our test that failed."""
    broken = result("relu", 2.0, most=2.0, outcome=Outcome.BROKEN)
    assert write(file, submission(tests=[broken, result("relu", 1.0, most=4.0)])) == 0

    assert waiting(file) == {"relu": 3.0}
    about = "relu: 1 of 2 tests failed through no fault of yours, and kept their points."
    assert comments(file)["02_relu"] == {about, None}  # that of solution-relu, and those of the others


@pytest.fixture
def without_bonus(file):
    """A gradebook of a course that has not released the bonus notebook."""
    with gradebook(file) as book:
        book.remove_notebook(BONUS_NOTEBOOK.removesuffix(".ipynb"), "backprop")
    return file


def add_bonus(file):
    """The bonus notebook, as a later release brings it into the gradebook."""
    name = BONUS_NOTEBOOK.removesuffix(".ipynb")
    with gradebook(file) as book:
        book.add_notebook(name, "backprop")
        for grade_id, points in BONUS.items():
            book.add_grade_cell(grade_id, name, "backprop", max_score=points, cell_type="code")
            book.add_solution_cell(f"solution-{grade_id}", name, "backprop")


def test_bonus_points_go_where_the_gradebook_has_the_notebook(file):
    """Protects bonus points, which nbgrader adds up with the rest; late work costs none of them."""
    report = submission(points={"further-hvp": 1.5}, penalty=50.0, days_late=1)
    assert write(file, report) == 0

    assert {name: grades(file)[name]["auto_score"] for name in BONUS} == BONUS | {"further-hvp": 1.5}
    with gradebook(file) as book:
        found = book.find_submission("backprop", "s001")
        assert (found.score, found.max_score, len(found.notebooks)) == (107.5, 109, 7)
        rows = book.find_submission_notebook("06_going_further", "backprop", "s001")
        assert (rows.late_submission_penalty, found.late_submission_penalty) == (None, pytest.approx(50))


def test_without_the_bonus_notebook_the_rest_is_there(without_bonus, capsys):
    """Protects an export from failing for points that are not part of the score; it says that they are left out."""
    assert write(without_bonus, submission()) == 0

    assert set(grades(without_bonus)) == set(POINTS) - set(BONUS)
    assert capsys.readouterr().err.splitlines()[-1] == (
        "bpgrade: The gradebook has no bonus notebook, so bonus points are not in it."
    )


def test_a_notebook_that_was_released_later(without_bonus):
    """Protects submissions whose rows are older than a notebook: nbgrader autograde fails for these."""
    file = without_bonus
    assert write(file, submission(points={"relu": 1.0})) == 0
    add_bonus(file)
    assert write(file, submission(points={"relu": 2.0})) == 0

    got = grades(file)
    assert (got["relu"]["auto_score"], got["further-input"]["auto_score"], len(got)) == (2.0, 3.0, 24)
    assert comments(file)["06_going_further"] == {None}
