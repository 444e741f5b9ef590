"""bpgrade export nbgrader into PostgreSQL: every database it cannot write to is one sentence, and stays as it was."""

import re
import sys

import pytest

import postgres
from bpgrade.exports.nbgrader_locks import EXPORTS
from graded_class import export, save
from nbgrader_course import POINTS, grades, submission

PASSWORD = "correct%20horse"  # as a URL has it
IMPATIENT = "&options=-c%20lock_timeout%3D100ms"


@pytest.fixture(scope="module")
def made(server, tmp_path_factory):
    """The URL of a database with the assignment, and the submission of s000; not to be changed."""
    url = server.database()
    assert export("nbgrader", save(tmp_path_factory.mktemp("graded"), submission("s000")), "--db", url) == 0
    postgres.sql(url, "CREATE ROLE reader LOGIN PASSWORD 'correct horse'", "GRANT pg_read_all_data TO reader")
    return url


@pytest.fixture
def url(server, made):
    """The URL of a database of its own, with the assignment and the submission of s000."""
    return server.database(like=made)


@pytest.fixture
def graded(tmp_path):
    return save(tmp_path / "graded", submission("s001"), submission("s002"))


@pytest.fixture
def refused(graded, capsys):
    """refused(--db, more options) -> the sentence with which nothing is written, and which shows no password."""

    def export_into(url, *more):
        capsys.readouterr()
        assert export("nbgrader", graded, "--db", url, *more) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "correct" not in printed.err
        return printed.err

    return export_into


def everything(url):
    """Table -> its rows, of all tables of a database."""
    tables = postgres.sql(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return {name: sorted(postgres.sql(url, f"SELECT * FROM {name}"), key=str) for (name,) in tables}


def as_reader(url, password=PASSWORD):
    return url.replace("postgres@", f"reader:{password}@")


def test_no_server_there(refused):
    """Protects from a traceback where the server is down, the host mistyped, or the socket elsewhere."""
    assert refused("postgresql://ann:correct@/marks?host=/nowhere") == (
        "bpgrade: No server answers at postgresql://ann:***@/marks?host=/nowhere (connection to server on socket "
        '"/nowhere/.s.PGSQL.5432" failed: No such file or directory): '
        "check the host in --db, and that PostgreSQL runs there.\n"
    )
    assert refused("postgresql://ann:correct@127.0.0.1:1/marks") == (
        "bpgrade: No server answers at postgresql://ann:***@127.0.0.1:1/marks (connection to server at "
        '"127.0.0.1", port 1 failed: Connection refused): check the host in --db, and that PostgreSQL runs there.\n'
    )
    nobody = refused("postgresql://ann@no-such-host.invalid/marks?password=correct&sslmode=prefer")
    assert re.fullmatch(  # the resolver's word for it is the machine's
        r"bpgrade: No server answers at postgresql://ann@no-such-host\.invalid/marks\?sslmode=prefer "
        r"\(failed to resolve host 'no-such-host\.invalid': .*\): "
        r"check the host in --db, and that PostgreSQL runs there\.\n",
        nobody,
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("reader:incorrect@", 'password authentication failed for user "reader"'),
        ("reader@", "no password supplied"),
        ("nobody:correct@", 'password authentication failed for user "nobody"'),
    ],
)
def test_a_name_or_a_password_that_is_not_right(url, refused, name, said):
    """Protects the password from the screen, and its owner from guessing what was refused."""
    wrong = url.replace("postgres@", name)
    shown = re.sub(":[a-z]+@", ":***@", wrong)
    assert refused(wrong) == (
        f"bpgrade: The server of {shown} refuses its user ({said}): check name and password in --db or ~/.pgpass.\n"
    )


def test_a_database_that_does_not_exist(server, refused):
    """Protects from a second gradebook beside the one that was meant: none is made under a mistyped name."""
    url = server.url("markz")
    assert refused(url) == (
        f'bpgrade: {url} does not exist on its server (database "markz" does not exist): '
        "make it with createdb, and run this again.\n"
    )


def test_a_role_that_may_only_read(server, url, refused):
    """Protects from half an export: what may not be written is found out before anything is."""
    before, shown = everything(url), as_reader(url, "***")
    assert refused(as_reader(url)) == (
        f"bpgrade: {shown} may not be written to by its user (permission denied for table course): "
        "name another in --db, or ask the owner for more.\n"
    )
    assert everything(url) == before
    empty = server.database()
    assert "(permission denied for schema public)" in refused(as_reader(empty))
    assert everything(empty) == {}


def test_a_server_that_only_reads(url, refused):
    """Protects from mistaking a copy that follows another server for the gradebook itself."""
    assert refused(url + "&options=-c%20default_transaction_read_only%3Don") == (
        f"bpgrade: {url}&options=-c+default_transaction_read_only%3Don may not be written to by its user "
        "(cannot execute INSERT in a read-only transaction): name another in --db, or ask the owner for more.\n"
    )


def test_a_password_is_not_shown_on_success(url, graded, capsys):
    """Protects the password from the last line, which people paste into mails."""
    postgres.sql(url, "GRANT pg_write_all_data TO reader")
    try:
        assert export("nbgrader", graded, "--db", as_reader(url)) == 0
    finally:
        postgres.sql(url, "REVOKE pg_write_all_data FROM reader")

    shown = as_reader(url, "***")
    assert capsys.readouterr().out == f"{shown}: results of 2 of 2 submissions for backprop\n"
    assert grades(url)["relu"]["auto_score"] == 6


def test_a_database_of_something_else(server, refused):
    """Protects another program's database from nbgrader's tables."""
    url = server.database()
    postgres.sql(url, "CREATE TABLE cookies (id INTEGER)")

    assert refused(url) == f"bpgrade: {url} is a database of something else: it lacks the tables of nbgrader.\n"
    assert everything(url) == {"cookies": []}


def test_the_gradebook_of_another_course(url, refused):
    """Protects the grades of another course from students who are not in it."""
    postgres.sql(url, "INSERT INTO course VALUES ('biology')", "UPDATE assignment SET course_id = 'biology'")
    postgres.sql(url, "DELETE FROM course WHERE id = 'backprop-kit'")
    before = everything(url)

    sentence = f"bpgrade: {url} is the gradebook of the course biology, not of backprop-kit: name another with --db"
    assert refused(url).startswith(sentence)
    assert everything(url) == before


def test_the_schema_of_another_version(url, refused):
    """Protects an older gradebook; the sentence says what upgrades it, without the password."""
    postgres.sql(url, "UPDATE alembic_version SET version_num = '282d30a0218e'")
    shown = as_reader(url, "***")

    assert refused(as_reader(url)) == (
        f"bpgrade: {shown} was made by another version of nbgrader (its schema is 282d30a0218e, not e43177bfe90b): "
        f"run nbgrader db upgrade --db {shown}, or update nbgrader.\n"
    )


@pytest.mark.parametrize("holds", [f"SELECT pg_advisory_xact_lock({EXPORTS})", "UPDATE course SET id = id"])
def test_a_database_that_somebody_writes_to(url, refused, holds):
    """Protects from waiting for ever for another export, or for a command of nbgrader; nothing of ours gets in."""
    before = everything(url)
    with postgres.connected(url) as other, other.transaction():
        other.execute(holds)
        assert refused(url + IMPATIENT) == (
            f"bpgrade: {url}&options=-c+lock_timeout%3D100ms is in use by another program (database is locked): "
            "try again when it is done.\n"
        )
    assert everything(url) == before


@pytest.mark.parametrize(
    ("does", "sentence"),
    [
        ("RAISE 'disk is full'", "disk is full"),
        (
            "PERFORM pg_terminate_backend(pg_backend_pid())",
            "terminating connection due to administrator command",
        ),
    ],
)
def test_a_failure_in_the_middle_leaves_nothing(url, refused, does, sentence):
    """Protects from half a class where the database, or the connection to it, fails late."""
    body = f"BEGIN IF NEW.student_id = 's002' THEN {does}; END IF; RETURN NEW; END"
    postgres.sql(
        url,
        f"CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        "CREATE TRIGGER no BEFORE INSERT ON submitted_assignment FOR EACH ROW EXECUTE FUNCTION no()",
    )
    before = everything(url)

    assert refused(url) == f"bpgrade: {url} cannot be used: {sentence}.\n"
    assert everything(url) == before


def test_an_empty_database_stays_empty(server, tmp_path, capsys):
    """Protects from a gradebook without a grade, which nbgrader would go on with: its tables belong to the whole."""
    url = server.database()
    other = save(tmp_path / "other", submission(worth=POINTS | {"relu": 7.0}))

    assert export("nbgrader", other, "--db", url) == 2
    assert "relu is worth 6 in the gradebook and 7 here" in capsys.readouterr().err
    assert everything(url) == {}
    assert postgres.sql(url, "SELECT count(*) FROM pg_type WHERE typtype = 'e'") == [(0,)]


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_without_the_driver(refused, monkeypatch, scheme):
    """Protects from a traceback where the extra is not installed: the sentence names it."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)

    assert refused(f"{scheme}://ann:correct@host/marks") == (
        f"bpgrade: {scheme}://ann:***@host/marks needs the Python package psycopg, which is not installed: "
        "pip install 'backprop-kit[postgres]'.\n"
    )


def test_an_option_that_the_driver_does_not_know(refused):
    """Protects from a traceback for a mistyped option in the URL."""
    assert refused("postgresql://ann:correct@/marks?hosst=/tmp") == (
        'bpgrade: postgresql://ann:***@/marks?hosst=/tmp cannot be used: invalid connection option "hosst".\n'
    )
