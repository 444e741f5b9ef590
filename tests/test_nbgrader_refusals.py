"""nbgrader autograde where it cannot work: one sentence that says what to do, and nothing written."""

import logging
import shutil
import sqlite3
from contextlib import closing

import pytest
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

from bpgrade.nbgrader_plugin import InjectResults, SaveResults
from nbgrader_course import gradebook, nbgrader


@pytest.fixture
def folder(generated, tmp_path):
    """A course of its own, with the stubs as the only submission."""
    folder = shutil.copytree(generated, tmp_path / "course")
    shutil.copytree(folder / "assignment" / "backprop", folder / "submitted" / "s001" / "backprop")
    return folder


def autograde(folder, **settings):
    """Runs nbgrader's Autograde as its command does. settings: of the CourseDirectory, or grade_options."""
    config = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    config.SubmittedNotebooks.grade_options = settings.pop("grade_options", [])
    defaults = {"root": str(folder), "assignment_id": "backprop", "db_url": f"sqlite:///{folder / 'gradebook.db'}"}
    config.CourseDirectory.update(defaults | settings)
    Autograde(coursedir=CourseDirectory(config=config), config=config).start()


def refused(folder, **settings):
    """The sentence with which nbgrader's Autograde is refused; nobody may have been graded then."""
    with pytest.raises(NbGraderException) as error:
        autograde(folder, **settings)
    assert not (folder / "autograded").exists()
    return str(error.value)


def sql(folder, statement):
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        database.execute(statement)
        database.commit()


def test_without_a_gradebook(folder):
    """Protects from a new, empty gradebook beside the one that was meant."""
    (folder / "gradebook.db").unlink()

    file = folder / "gradebook.db"
    assert refused(folder) == f"There is no gradebook {file}: run nbgrader generate_assignment first."
    assert not file.exists()


def test_an_assignment_that_was_not_generated(folder):
    """Protects from nbgrader's own message for each student, with a traceback."""
    with gradebook(folder / "gradebook.db") as book:
        book.remove_assignment("backprop")

    file = folder / "gradebook.db"
    assert refused(folder) == f"backprop is not in {file}: run nbgrader generate_assignment backprop first."


def test_the_gradebook_of_another_course(folder):
    """Protects the other course's grades; by the command, which ends with status 1 and without a traceback."""
    sql(folder, "UPDATE course SET id = 'physics' WHERE id = 'backprop-kit'")
    sql(folder, "UPDATE assignment SET course_id = 'physics'")

    said, file = nbgrader(folder, "autograde", "backprop", status=1), folder / "gradebook.db"
    assert said.splitlines() == [
        f"[AutogradeApp | ERROR] {file} is the gradebook of the course physics, not of backprop-kit: "
        "name another with --db, or the course that it is of."
    ]


def test_a_locked_gradebook(folder):
    """Protects from nbgrader's advice to upgrade the database, which is only in use."""
    with closing(sqlite3.connect(folder / "gradebook.db")) as database:
        database.execute("BEGIN EXCLUSIVE")
        sentence = refused(folder)

    about = "is in use by another program (database is locked): try again when it is done."
    assert sentence == f"{folder / 'gradebook.db'} {about}"


def test_what_is_no_url(folder):
    """Protects from SQLAlchemy's words for a database that was named by its file alone."""
    assert refused(folder, db_url="gradebook.db") == (
        "--db is not the URL of a database; for a file in this folder write sqlite:///gradebook.db, "
        "for PostgreSQL postgresql://user@host/database."
    )


def test_other_points_in_the_gradebook(folder):
    """Protects from 6 points in a cell that is worth 5: nbgrader would drop each student for it."""
    sql(folder, "UPDATE grade_cells SET max_score = 5 WHERE id = (SELECT id FROM base_cell WHERE name = 'relu')")

    assert refused(folder) == (
        "The grade cells of backprop are not those of the hidden tests: relu is worth 5 in the gradebook and 6 here; "
        "run nbgrader generate_assignment again, or update backprop-kit."
    )


def test_an_assignment_of_other_exercises(folder):
    """Protects the reports of this assignment from those of another, of which we can test nothing."""
    sql(folder, "UPDATE base_cell SET name = 'ps2-' || name")

    assert refused(folder) == (
        "backprop has no grade cell that backprop-kit has hidden tests for: "
        "the lines about autograding in nbgrader_config.py are for another assignment."
    )
    assert not (folder / "graded").exists()


def test_a_course_without_an_id(folder):
    """Protects whoever has never given the course a name: nbgrader leaves the gradebook without one."""
    sql(folder, "UPDATE assignment SET course_id = ''")
    sql(folder, "DELETE FROM course WHERE id = 'backprop-kit'")
    sql(folder, "UPDATE base_cell SET name = 'ps2-' || name")

    assert refused(folder, course_id="").startswith("backprop has no grade cell")  # the next thing to be looked at
    assert refused(folder).startswith("backprop has no grade cell")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--jobs", "many"], "error: argument --jobs: 'many' is not a whole number above 0"),
        (["--secret-file", "/no/such"], "The secret cannot be read: "),
        (["--help"], "error: unrecognized arguments: --help"),
    ],
)
def test_options_that_the_grader_refuses(folder, options, sentence):
    """Protects whoever writes nbgrader_config.py from a grader that ends without a word."""
    assert sentence in refused(folder, grade_options=options)


def test_an_nbgrader_that_nothing_was_tried_with(folder, monkeypatch, caplog):
    """Protects from an update that changes nbgrader's insides: it is named, and tried all the same."""
    monkeypatch.setattr("nbgrader.__version__", "0.11.0")
    (folder / "gradebook.db").unlink()
    with caplog.at_level(logging.WARNING):
        assert refused(folder).startswith("There is no gradebook")

    tested = "nbgrader 0.11.0 is not a version that bpgrade was tested with (0.9.5 and 0.9.6): check its result."
    assert tested in [each.getMessage() for each in caplog.records]


@pytest.mark.parametrize("step", [InjectResults, SaveResults])
def test_a_step_without_the_exporter(step):
    """Protects from half a configuration, with which every cell would get full marks."""
    with pytest.raises(NbGraderException) as error:
        step().preprocess(None, {"nbgrader": {}})

    assert str(error.value) == (
        'nbgrader_config.py lacks the line c.Autograde.exporter_class = "bpgrade.nbgrader_plugin.SubmittedNotebooks".'
    )
