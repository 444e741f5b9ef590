"""Opens a gradebook of nbgrader: each way in which that fails is one sentence; what is written is written whole."""

import logging
import os
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.api import Gradebook, InvalidEntry, get_alembic_version
from sqlalchemy import create_engine, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.orm import scoped_session, sessionmaker

from bpgrade.exports.common import ExportError
from bpgrade.output import printable
from bpgrade.programs import programs_on_path

_EXAMPLE = "for a file in this folder write sqlite:///gradebook.db"
_TABLES = {"assignment", "notebook", "grade", "student"}


class Database:
    """The database that a URL names. shown: how sentences name it, without its password.

    Raises:
        ExportError: there can be no such database.
    """

    def __init__(self, text: str) -> None:
        try:
            self.url = make_url(text)
            self.shown = printable(self.url.render_as_string(hide_password=True))
            create_engine(self.url).dispose()
        except NoSuchModuleError:
            kind = printable(self.url.drivername)
            raise ExportError(f"--db: SQLAlchemy knows no databases of the kind {kind}; {_EXAMPLE}.") from None
        except ImportError as error:
            driver = printable(error.name or str(error))
            raise ExportError(f"{self.shown} needs the Python package {driver}, which is not installed.") from None
        except (ArgumentError, ValueError, TypeError):  # not shown: what is mistyped may hold a password
            raise ExportError(f"--db is not the URL of a database; {_EXAMPLE}.") from None
        self.file = self._file()

    def _file(self) -> Path | None:
        if self.url.get_backend_name() != "sqlite" or (self.url.database or "").startswith("file:"):
            return None
        if self.url.database in (None, "", ":memory:"):
            raise ExportError(f"{self.shown} is in memory, and would be gone at once; {_EXAMPLE}.")
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
            raise ExportError(self._sentence(error)) from None

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
        self._check_schema(url)
        with _alembic(), Gradebook(url, course_id="") as gradebook:  # an empty one adds no course
            gradebook.db.remove()
            with gradebook.engine.connect() as connection, connection.begin():
                if self.url.get_backend_name() == "sqlite":  # waits for other writers now, not after half the class
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                # A session on a connection that is in a transaction does not end it: every commit() within nbgrader
                # becomes a flush. That is fast, and leaves nothing behind when something fails.
                maker = sessionmaker(bind=connection, future=True, expire_on_commit=False)
                gradebook.db = scoped_session(maker)
                yield gradebook
                gradebook.db.flush()

    def _check_schema(self, url: URL) -> None:
        """Before Gradebook opens it: that adds whatever tables are missing."""
        engine = create_engine(url)
        try:
            tables = set(inspect(engine).get_table_names())
            with engine.connect() as connection:
                query = "SELECT version_num FROM alembic_version"
                rows = connection.exec_driver_sql(query).all() if "alembic_version" in tables else []
        finally:
            engine.dispose()
        if not tables:
            return
        if not tables >= _TABLES:
            raise ExportError(f"{self.shown} is a database of something else: it lacks the tables of nbgrader.")
        with _alembic():
            wanted = get_alembic_version()
        found = rows[0][0] if rows else "unknown"
        if found != wanted:
            versions = f"its schema is {printable(str(found), 40)}, not {wanted}"
            raise ExportError(f"{self.shown} was made by another version of nbgrader ({versions}): {self._upgrade()}.")

    def _upgrade(self) -> str:
        return f"run nbgrader db upgrade --db {self.url.render_as_string(hide_password=True)}, or update nbgrader"

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, InvalidEntry) and error.__context__:  # nbgrader's word for whatever the database said
            error = error.__context__
        if isinstance(error, FileNotFoundError) and error.filename == "alembic":
            return "The program alembic, which nbgrader needs, is missing: python -m pip install alembic."
        said = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
        said = printable(said.partition("\n")[0].rstrip("."))
        if said == "database is locked":
            return f"{self.shown} is in use by another program (database is locked): try again when it is done."
        if said == "file is not a database":
            return f"{self.shown} is not a database of SQLite."
        return f"{self.shown} cannot be used: {said}."


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
