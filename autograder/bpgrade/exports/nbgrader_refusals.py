"""What a database says when it refuses, as a sentence that a person can act on."""

import re

from nbgrader.api import InvalidEntry
from sqlalchemy.exc import DBAPIError

from bpgrade.output import printable

_IN_USE = {"55P03", "40P01", "40001"}  # PostgreSQL's codes: a lock that is not to be had, deadlocks, a lost race
_NO_WRITING = {"42501", "25006"}  # a privilege that is missing, a server or a role that only reads
_NO_DATABASE = re.compile(r'FATAL:\s+database ".*" does not exist')
_NO_ENTRY = re.compile(r'authentication failed|no password supplied|FATAL:\s+role ".*" does not exist|pg_hba\.conf')
_NO_SERVER = re.compile(r"failed to resolve host|connection (failed|is bad|to server|timeout)")
_PREFIX = re.compile(r".*(FATAL:|fe_sendauth:|connection failed:|connection is bad:)\s*")


def is_in_use(error: Exception) -> bool:
    """Whether somebody else is writing to the database."""
    return _code(error) in _IN_USE or _said(error) == "database is locked"


def sentence(error: Exception, shown: str) -> str:
    """What is wrong with the database that is called `shown`, and what to do about it.

    Args:
        error: of SQLAlchemy, of nbgrader or of the operating system.
    """
    if isinstance(error, FileNotFoundError) and error.filename == "alembic":
        return "The program alembic, which nbgrader needs, is missing: python -m pip install alembic."
    if isinstance(error, InvalidEntry) and error.__context__:  # nbgrader's word for whatever the database said
        error = error.__context__
    said = _said(error)
    brief = _PREFIX.sub("", said)
    if is_in_use(error):
        return f"{shown} is in use by another program (database is locked): try again when it is done."
    if said == "file is not a database":
        return f"{shown} is not a database of SQLite."
    if _code(error) in _NO_WRITING:
        return f"{shown} may not be written to by its user ({brief}): name another in --db, or ask the owner for more."
    if _NO_DATABASE.search(said):
        return f"{shown} does not exist on its server ({brief}): make it with createdb, and run this again."
    if _NO_ENTRY.search(said):
        return f"The server of {shown} refuses its user ({brief}): check name and password in --db or ~/.pgpass."
    if _NO_SERVER.match(said) and "FATAL:" not in said:
        return f"No server answers at {shown} ({brief}): check the host in --db, and that PostgreSQL runs there."
    return f"{shown} cannot be used: {brief}."


def _said(error: Exception) -> str:
    text = str(getattr(error, "orig", None) or getattr(error, "strerror", None) or error)
    return printable(text.partition("\n")[0].rstrip("."))


def _code(error: Exception) -> str | None:
    """PostgreSQL's, as psycopg and psycopg2 call it."""
    original = error.orig if isinstance(error, DBAPIError) else None
    return getattr(original, "sqlstate", None) or getattr(original, "pgcode", None)
