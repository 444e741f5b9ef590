"""bpgrade export nbgrader into PostgreSQL: the rows of SQLite, written whole or not at all, beside nbgrader itself."""

import csv
import subprocess
import sys
import time

import pytest

import postgres
from bpgrade.exports.nbgrader_locks import EXPORTS
from bpgrade.record import Outcome, Status
from graded_class import export, save
from nbgrader_course import (
    LATER,
    assignment_rows,
    course,
    gradebook,
    grades,
    missing,
    nbgrader,
    result,
    submission,
    submitted_rows,
)

NOTE = "01_linear.ipynb ends in the middle: hand it in again."
ODD = "Zoë O'Brien 100% \\ \U0001f40d"
PATIENT = "&options=-c%20lock_timeout%3D120s"  # for machines that are busy
# What a schema is made of: columns, keys and references, kinds of cells, indexes, and nbgrader's name for it.
SCHEMA = [
    "SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default "
    "FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2",
    "SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY 1, 2",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    "SELECT version_num FROM alembic_version",
]


@pytest.fixture(scope="module")
def made(server, tmp_path_factory):
    """The URL of a database with the assignment, and the submission of s000; not to be changed."""
    url = server.database()
    assert export("nbgrader", save(tmp_path_factory.mktemp("graded"), submission("s000")), "--db", url) == 0
    return url


@pytest.fixture
def url(server, made):
    """The URL of a database of its own, with the assignment and the submission of s000."""
    return server.database(like=made)


def a_class(*more):
    """Reports of every kind: late, with bonus, with broken tests, partial, unreadable; of a student with an odd id."""
    broken = [result("relu", 2.0, most=2.0, outcome=Outcome.BROKEN), result("relu", 1.0, most=4.0)]
    return [
        submission(ODD, {"relu": 0.1, "training": 1.2345}, submitted_at=LATER, days_late=1, penalty=9.65),
        submission("bonus", {"further-hvp": 1.5}),
        submission("broken", tests=broken),
        submission("partial", tests=missing("01_linear.ipynb", NOTE), status=Status.PARTIAL, notes=(NOTE,)),
        submission("unreadable", submitted_at="", status=Status.UNREADABLE, notes=("The zip is damaged.",)),
        *more,
    ]


def started(graded, url):
    """An export in a process of its own."""
    command = [sys.executable, "-m", "bpgrade", "export", "nbgrader", str(graded), "--db", url]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def until(url, where, count):
    """Waits until so many connections to a database are where pg_stat_activity says."""
    query = f"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND {where}"
    deadline = time.monotonic() + 120
    while postgres.sql(url, query) != [(count,)]:
        assert time.monotonic() < deadline, postgres.sql(url, "SELECT query, wait_event FROM pg_stat_activity")
        time.sleep(0.02)


def test_a_class_has_the_rows_that_it_has_in_sqlite(server, tmp_path, capsys):
    """Protects every column from how a database keeps text, numbers, times and truth; a rerun changes nothing else."""
    graded = save(tmp_path / "graded", *a_class())
    again = save(tmp_path / "again", *a_class(submission("new", {"relu": 5.0}, penalty=1.0)))
    seen = []
    for place in (server.database(), f"sqlite:///{tmp_path / 'gradebook.db'}"):
        assert export("nbgrader", graded, "--db", place) == 1
        assert export("nbgrader", again, "--db", place) == 1
        printed = capsys.readouterr()
        shown = place.removeprefix("sqlite:///")
        said = printed.out.replace(shown, "there"), printed.err.replace(shown, "there")
        seen.append((assignment_rows(place), submitted_rows(place), said))

    assert seen[0] == seen[1]
    assert seen[0][2][0] == (
        "there: results of 5 of 5 submissions for backprop\nthere: results of 6 of 6 submissions for backprop\n"
    )


def test_an_empty_database_gets_the_schema_of_nbgrader(server, made):
    """Protects nbgrader's own commands, and its upgrades, from tables that only look like its own."""
    nbgraders = server.database()
    with gradebook(nbgraders):
        pass

    for query in SCHEMA:
        assert postgres.sql(made, query) == postgres.sql(nbgraders, query)
        assert postgres.sql(made, query)


def test_a_rerun_leaves_what_people_wrote(url, tmp_path):
    """Protects manual scores, extra credit and manual comments, on this database too."""
    assert export("nbgrader", save(tmp_path / "first", submission("s001", {"relu": 1.0})), "--db", url) == 0
    with gradebook(url) as book:
        grade = book.find_grade("relu", "02_relu", "backprop", "s001")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2.0, 0.5, False
        book.find_comment("solution-relu", "02_relu", "backprop", "s001").manual_comment = "well argued"
        book.db.commit()
    assert export("nbgrader", save(tmp_path / "again", submission("s001", {"relu": 4.0})), "--db", url) == 0

    got = grades(url)["relu"]
    assert [got[key] for key in ("auto_score", "manual_score", "extra_credit")] == [4.0, 2.0, 0.5]
    assert got["needs_manual_grade"]
    with gradebook(url) as book:
        assert book.find_comment("solution-relu", "02_relu", "backprop", "s001").manual_comment == "well argued"
        assert {each.id for each in book.students} == {"s000", "s001"}


@pytest.mark.thorough
def test_nbgraders_own_commands(server, tmp_path):
    """Protects the way through nbgrader: generate_assignment, our export and nbgrader export on one server."""
    url, folder = server.database(), course(tmp_path / "course")
    nbgrader(folder, "generate_assignment", "backprop", "--db", url)
    late = submission("s002", {"relu": 2.5}, submitted_at=LATER, days_late=1, penalty=9.65)
    assert export("nbgrader", save(tmp_path / "graded", submission("s001"), late), "--db", url) == 0
    nbgrader(folder, "generate_assignment", "backprop", "--force", "--db", url)
    with open(folder / "nbgrader_config.py", "a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\n")
    nbgrader(folder, "export")

    with open(folder / "grades.csv", newline="") as table:
        rows = [(row["student_id"], row["timestamp"], row["raw_score"], row["score"]) for row in csv.DictReader(table)]
    assert rows == [
        ("s001", "2026-11-02 10:00:00", "109.0", "109.0"),
        ("s002", "2026-11-03 08:30:00", "105.5", "95.85"),
    ]
    assert not (folder / "gradebook.db").exists()


def test_two_exports_at_once_into_an_empty_database(server, tmp_path):
    """Protects both classes where two people, or two jobs, make the same gradebook at the same moment."""
    url = server.database() + PATIENT
    first = save(tmp_path / "first", submission("s001"), submission("s002", {"relu": 1.0}))
    second = save(tmp_path / "second", submission("s002", {"relu": 1.0}), submission("s003"))
    with postgres.connected(url) as holder:
        holder.execute(f"SELECT pg_advisory_lock({EXPORTS})")
        both = [started(first, url), started(second, url)]
        until(url, "wait_event = 'advisory'", 2)
    said = [process.communicate()[0] for process in both]

    assert [process.returncode for process in both] == [0, 0], said
    assert postgres.sql(url, "SELECT count(*) FROM student") == [(3,)]
    assert postgres.sql(url, "SELECT count(*) FROM grade") == [(3 * len(grades(url)),)]
    assert [grades(url, each)["relu"]["auto_score"] for each in ("s001", "s002", "s003")] == [6, 1, 6]


def test_nbgrader_writes_on_while_an_export_waits(url, tmp_path):
    """Protects both from a deadlock: an export that waits for nbgrader holds nothing that nbgrader may want next."""
    graded = save(tmp_path / "graded", submission("s001"))
    with postgres.connected(url) as nbgraders, nbgraders.transaction():
        nbgraders.execute("UPDATE grade SET extra_credit = 1")
        process = started(graded, url + PATIENT)
        until(url, "query ~ '^(LOCK TABLE|ROLLBACK TO SAVEPOINT)'", 1)  # asks for the tables, or has been refused
        for table in ("comment", "student", "submitted_assignment", "assignment"):
            nbgraders.execute(f"UPDATE {table} SET id = id")
    said = process.communicate()[0]

    assert process.returncode == 0, said
    assert grades(url)["relu"]["auto_score"] == 6
    assert grades(url, "s000")["relu"]["extra_credit"] == 1
