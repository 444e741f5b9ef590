"""Opens a gradebook of nbgrader: each way in which that fails is one sentence; what is written is written whole."""

import logging
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Base, Gradebook, InvalidEntry
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import scoped_session, sessionmaker

from bpgrade.exports.common import ExportError
from bpgrade.exports.nbgrader_locks import lock_database, lock_tables
from bpgrade.exports.nbgrader_refusals import sentence
from bpgrade.output import printable
from bpgrade.programs import programs_on_path

_FILE = "for a file in this folder write sqlite:///gradebook.db"
_EXAMPLE = f"{_FILE}, for PostgreSQL postgresql://user@host/database"
_TABLES = {"assignment", "notebook", "grade", "student"}
_VERSION = "SELECT version_num FROM alembic_version"


class Database:
    """The database that a URL names. shown: how sentences name it, without its password.

    Raises:
        ExportError: there can be no such database.
    """

    def __init__(self, url: str) -> None:
        try:
            self.url = make_url(url)
            self.shown = self._without_password()
            create_engine(self.url).dispose()
        except NoSuchModuleError:
            kind = printable(self.url.drivername)
            raise ExportError(f"--db: SQLAlchemy knows no databases of the kind {kind}; {_EXAMPLE}.") from None
        except ImportError as error:
            driver = printable(error.name or self.url.get_driver_name())
            raise ExportError(f"{self.shown} needs the Python package {driver}, {self._missing()}.") from None
        except (ArgumentError, ValueError, TypeError):  # not shown: what is mistyped may hold a password
            raise ExportError(f"--db is not the URL of a database; {_EXAMPLE}.") from None
        self.file = self._file()

    def _without_password(self) -> str:
        secret = [name for name in self.url.query if "passw" in name]  # a driver may take it there, too
        text = self.url.difference_update_query(secret).render_as_string(hide_password=True)
        return printable(
            text.replace("%2F", "/")
        )  # the folder of a socket, as it was typed and as nbgrader can read it

    def _missing(self) -> str:
        ours = self.url.drivername in ("postgresql", "postgresql+psycopg")
        return "which is not installed" + (": pip install 'backprop-kit[postgres]'" if ours else "")

    def _file(self) -> Path | None:
        if self.url.get_backend_name() != "sqlite" or (self.url.database or "").startswith("file:"):
            return None
        if self.url.database in (None, "", ":memory:"):
            raise ExportError(f"{self.shown} is in memory, and would be gone at once; {_FILE}.")
        file = Path(self.url.database)
        self.shown = printable(str(file))
        if not file.parent.is_dir():
            raise ExportError(f"{printable(str(file.parent))} is not a folder: --db names a file in one.")
        if file.is_dir():
            raise ExportError(f"{self.shown} is a folder: --db names a file.")
        return file

    @contextmanager
    def opened(self) -> Iterator[Gradebook]:
        """A gradebook in one transaction, which ends with the block; a new file appears only when it is whole.

        Raises:
            ExportError: it cannot be opened or written to, or its schema is another.
        """
        try:
            with _quiet(), self._whole_file() as url, self._transaction(url) as gradebook:
                yield gradebook
        except (SQLAlchemyError, InvalidEntry, OSError) as error:
            raise ExportError(sentence(error, self.shown)) from None

    @contextmanager
    def _whole_file(self) -> Iterator[URL]:
        if self.file is None or self.file.exists():
            yield self.url
            return
        scratch = self.file.with_name(f".{self.file.name}.{secrets.token_hex(6)}.tmp")
        try:
            yield self.url.set(database=str(scratch))
            os.replace(scratch, self.file)
        finally:
            scratch.unlink(missing_ok=True)

    @contextmanager
    def _transaction(self, url: URL) -> Iterator[Gradebook]:
        with _connected(url) as connection:
            with _alembic():  # in memory: nbgrader's class makes its tables, and commits, wherever it is opened
                gradebook = Gradebook("sqlite://", course_id="")
            with gradebook, connection.begin():
                lock_database(connection)
                self._find_or_make_tables(connection, gradebook.db.scalar(text(_VERSION)))
                lock_tables(connection)
                gradebook.db.remove()
                # A session on a connection that is in a transaction does not end it: every commit() within nbgrader
                # becomes a flush. That is fast, and leaves nothing behind when something fails.
                maker = sessionmaker(bind=connection, future=True, expire_on_commit=False)
                gradebook.db = scoped_session(maker)
                yield gradebook
                gradebook.db.flush()

    def _find_or_make_tables(self, connection: Connection, schema: str) -> None:
        tables = set(inspect(connection).get_table_names())
        if not tables:  # as nbgrader does, but in a transaction
            Base.metadata.create_all(connection)
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            connection.execute(text("INSERT INTO alembic_version VALUES (:schema)"), {"schema": schema})
            return
        if not tables >= _TABLES:
            raise ExportError(f"{self.shown} is a database of something else: it lacks the tables of nbgrader.")
        found = connection.scalar(text(_VERSION)) if "alembic_version" in tables else None
        if found != schema:
            versions = f"its schema is {printable(str(found or 'unknown'), 40)}, not {schema}"
            raise ExportError(f"{self.shown} was made by another version of nbgrader ({versions}): {self._upgrade()}.")

    def _upgrade(self) -> str:
        return f"run nbgrader db upgrade --db {self._without_password()}, or update nbgrader"


@contextmanager
def _connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def _alembic() -> Iterator[None]:
    """nbgrader calls the program of that name."""
    try:
        with programs_on_path():
            yield
    except subprocess.CalledProcessError as error:
        raise ExportError(f"nbgrader cannot tell its schema: alembic ended with status {error.returncode}.") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """nbgrader logs a traceback for whatever the database refuses; the sentence is ours to say."""
    logger = logging.getLogger("tornado.application")
    before, logger.disabled = logger.disabled, True
    try:
        yield
    finally:
        logger.disabled = before
