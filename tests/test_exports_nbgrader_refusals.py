"""bpgrade export nbgrader: every gradebook it cannot write to is one sentence, and nothing is half-written."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from graded_class import export, save
from nbgrader_course import POINTS, exported, gradebook, grades, submission


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A gradebook with the assignment, and the submission of s000; not to be changed."""
    return exported(tmp_path_factory.mktemp("gradebook"))


@pytest.fixture
def file(made, tmp_path):
    return shutil.copy(made, tmp_path / "gradebook.db")


@pytest.fixture
def graded(tmp_path):
    return save(tmp_path / "graded", submission("s001"), submission("s002"))


def sql(file, *statements):
    """Changes a database behind nbgrader's back."""
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def refused(capsys, graded, file, *more, query=""):
    """The sentence with which an export into a file is refused; the file stays as it was, and alone."""
    before = file.read_bytes() if file.exists() else None
    names = sorted(os.listdir(file.parent))
    capsys.readouterr()
    assert export("nbgrader", graded, "--db", f"sqlite:///{file}{query}", *more) == 2
    printed = capsys.readouterr()
    assert (file.read_bytes() if file.exists() else None) == before
    assert sorted(os.listdir(file.parent)) == names
    assert printed.out == ""
    return printed.err


EXAMPLE = "for a file in this folder write sqlite:///gradebook.db, for PostgreSQL postgresql://user@host/database."
URLS = {
    "gradebook.db": f"--db is not the URL of a database; {EXAMPLE}",
    "postgresql//ann:secret@host/x": f"--db is not the URL of a database; {EXAMPLE}",
    "postgresql://h:port/x": f"--db is not the URL of a database; {EXAMPLE}",
    "sqlitee:///x.db": f"--db: SQLAlchemy knows no databases of the kind sqlitee; {EXAMPLE}",
    "postgres://ann:secret@host/x": f"--db: SQLAlchemy knows no databases of the kind postgres; {EXAMPLE}",
    "oracle+cx_oracle://ann:secret@host/x": (
        "oracle+cx_oracle://ann:***@host/x needs the Python package cx_Oracle, which is not installed."
    ),
    "sqlite://": "sqlite:// is in memory, and would be gone at once; for a file in this folder write sqlite:///gradebook.db.",
    "sqlite:///no/such/place/x.db": "no/such/place is not a folder: --db names a file in one.",
    "sqlite:///graded": "graded is a folder: --db names a file.",
}


@pytest.mark.parametrize("url", URLS)
def test_a_url_that_names_no_database(graded, capsys, monkeypatch, url):
    """Protects from tracebacks, from databases that are gone at once, and passwords from the screen."""
    monkeypatch.chdir(graded.parent)
    assert export("nbgrader", "graded", "--db", url) == 2

    assert capsys.readouterr() == ("", f"bpgrade: {URLS[url]}\n")
    assert os.listdir(graded.parent) == ["graded"]


def test_the_gradebook_of_another_course(graded, file, capsys):
    """Protects the grades of another course from students who are not in it."""
    sql(file, "UPDATE course SET id = 'biology'", "UPDATE assignment SET course_id = 'biology', name = 'essay'")

    assert refused(capsys, graded, file) == (
        f"bpgrade: {file} is the gradebook of the course biology, not of backprop-kit: "
        "name another with --db, or the course that it is of.\n"
    )
    assert export("nbgrader", graded, "--db", f"sqlite:///{file}", "--course-id", "biology") == 0
    assert grades(file, "s001")["relu"]["auto_score"] == 6


def test_the_assignment_of_another_course(graded, file, capsys):
    """Protects an assignment of the same name."""
    sql(file, "INSERT INTO course VALUES ('biology')", "UPDATE assignment SET course_id = 'biology'")

    assert refused(capsys, graded, file).startswith(f"bpgrade: {file} is the gradebook of the course biology, not of")


def test_other_grade_cells(graded, file, capsys):
    """Protects from grades in cells that are other exercises: what differs is named."""
    sql(
        file,
        "UPDATE base_cell SET name = 'essay' WHERE name = 'sgd-plain'",
        "UPDATE grade_cells SET max_score = 5 WHERE id = (SELECT id FROM base_cell WHERE name = 'relu')",
    )

    assert refused(capsys, graded, file) == (
        f"bpgrade: The grade cells of backprop in {file} are not those of the reports: "
        "relu is worth 5 in the gradebook and 6 here, essay is only in the gradebook, "
        "sgd-plain is not in the gradebook.\n"
    )


def test_a_report_of_another_version_is_left_out(file, tmp_path, capsys):
    """Protects one submission from the points of another version of the assignment, and the rest from its fate."""
    old = submission("s002", worth=POINTS | {"relu": 7.0})
    assert export("nbgrader", save(tmp_path / "g", submission(), old), "--db", f"sqlite:///{file}") == 1

    printed = capsys.readouterr()
    assert printed.out == f"{file}: results of 1 of 2 submissions for backprop\n"
    assert printed.err.splitlines()[0] == (
        "bpgrade: s002 was left out, as its grade cells are not the gradebook's: "
        "relu is worth 6 in the gradebook and 7 here; grade it again."
    )
    with gradebook(file) as book:
        assert {each.id for each in book.students} == {"s000", "s001"}


def test_a_new_gradebook_is_not_left_behind(tmp_path, capsys):
    """Protects the folder from an empty gradebook, which nbgrader would go on with."""
    graded = save(tmp_path / "graded", submission(worth=POINTS | {"relu": 7.0}))

    assert "relu is worth 6 in the gradebook and 7 here" in refused(capsys, graded, tmp_path / "new.db")


@pytest.mark.parametrize("kind", ["EXCLUSIVE", "IMMEDIATE"])
def test_a_locked_file(graded, file, capsys, kind):
    """Protects from half a class while somebody else writes, and from waiting for ever."""
    other = sqlite3.connect(file, isolation_level=None)
    other.execute(f"BEGIN {kind}")
    try:
        assert refused(capsys, graded, file, query="?timeout=0.1") == (
            f"bpgrade: {file} is in use by another program (database is locked): try again when it is done.\n"
        )
    finally:
        other.close()


def test_a_file_that_is_no_database(graded, tmp_path, capsys):
    """Protects any other file from being written over."""
    (tmp_path / "notes.db").write_text("not a database at all, but long enough to look into: " * 20)

    assert refused(capsys, graded, tmp_path / "notes.db") == (
        f"bpgrade: {tmp_path / 'notes.db'} is not a database of SQLite.\n"
    )


def test_a_database_of_something_else(graded, tmp_path, capsys):
    """Protects another program's database from nbgrader's tables."""
    sql(tmp_path / "cookies.db", "CREATE TABLE cookies (id INTEGER)")

    assert refused(capsys, graded, tmp_path / "cookies.db") == (
        f"bpgrade: {tmp_path / 'cookies.db'} is a database of something else: it lacks the tables of nbgrader.\n"
    )


def test_the_schema_of_another_version(graded, file, capsys):
    """Protects an older gradebook from tables that only look right."""
    sql(file, "UPDATE alembic_version SET version_num = '167914646830'")

    assert refused(capsys, graded, file) == (
        f"bpgrade: {file} was made by another version of nbgrader (its schema is 167914646830, not e43177bfe90b): "
        f"run nbgrader db upgrade --db sqlite:///{file}, or update nbgrader.\n"
    )
    sql(file, "DROP TABLE alembic_version")
    assert "(its schema is unknown, not e43177bfe90b)" in refused(capsys, graded, file)


def test_a_failure_in_the_middle_leaves_nothing(graded, file, capsys, caplog):
    """Protects from half a class where the database fails late; nbgrader's traceback stays out of the terminal."""
    no = (
        "CREATE TRIGGER no BEFORE INSERT ON student WHEN NEW.id = 's002' BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    )
    sql(file, no)
    with caplog.at_level(logging.DEBUG):
        assert refused(capsys, graded, file) == f"bpgrade: {file} cannot be used: disk is full.\n"

    assert "Traceback" not in caplog.text
    with gradebook(file) as book:
        assert [each.id for each in book.students] == ["s000"]


def test_a_course_that_nbgrader_cannot_add(graded, file, capsys, caplog):
    """Protects the terminal from the traceback that nbgrader logs when one of its own steps fails."""
    no = "CREATE TRIGGER no BEFORE INSERT ON course BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
    sql(file, "DELETE FROM course", no)
    assert refused(capsys, graded, file) == f"bpgrade: {file} cannot be used: disk is full.\n"

    assert "Rolling back" not in caplog.text


def test_without_nbgrader(graded, file, capsys, monkeypatch):
    """Protects from a traceback where only bpgrade's smaller half is installed."""
    monkeypatch.setitem(sys.modules, "nbgrader", None)

    assert refused(capsys, graded, file) == "bpgrade: nbgrader is not installed: python -m pip install nbgrader.\n"


def test_an_untested_nbgrader_is_named(graded, file, capsys, monkeypatch):
    """Protects from trusting blindly rows that another version may understand otherwise."""
    import nbgrader

    monkeypatch.setattr(nbgrader, "__version__", "0.10.0")
    assert export("nbgrader", graded, "--db", f"sqlite:///{file}") == 0
    assert capsys.readouterr().err.splitlines()[0] == (
        "bpgrade: nbgrader 0.10.0 is not a version that bpgrade was tested with (0.9.5 and 0.9.6): check its result."
    )


def test_nothing_of_sqlalchemy_is_printed(graded, file):
    """Protects the terminal from warnings of the libraries below, in a process like a user's."""
    command = [sys.executable, "-m", "bpgrade", "export", "nbgrader", str(graded), "--db", f"sqlite:///{file}"]
    done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 0
    assert done.stderr == "bpgrade: Students who were not in the gradebook before: s001, s002.\n"
    assert done.stdout == f"{file}: results of 2 of 2 submissions for backprop\n"


def test_there_is_no_out(graded, capsys):
    """Protects from an option that could only be wrong: --db says where."""
    with pytest.raises(SystemExit):
        export("nbgrader", graded, "--out", "x.csv")
    assert "unrecognized arguments: --out" in capsys.readouterr().err
