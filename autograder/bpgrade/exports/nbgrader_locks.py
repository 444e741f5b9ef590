"""Keeps others from writing to a gradebook while an export does. Whoever comes second waits, but not for ever."""

import time

from nbgrader.api import Base
from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError

from bpgrade.exports.nbgrader_refusals import is_in_use

EXPORTS = int.from_bytes(b"bpgrade", "big")  # PostgreSQL's number of the lock that exports take: it needs no table
_WAIT = 5_000  # milliseconds, as with SQLite
_AGAIN = 0.1  # seconds


def lock_database(connection: Connection) -> None:
    """Waits until no other export writes, and on SQLite nobody else, either; holds until the transaction ends.

    Raises:
        OperationalError: somebody does for longer than 5 seconds, or what `timeout` (SQLite) or `lock_timeout` says.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.set_config("lock_timeout", str(_patience(connection)), True)))
        connection.execute(select(func.pg_advisory_xact_lock(EXPORTS)))


def lock_tables(connection: Connection) -> None:
    """Waits as long for nbgrader's own commands on PostgreSQL; they wait for the end of the transaction from then on.

    Raises:
        OperationalError: one of them does not end.
    """
    if connection.dialect.name != "postgresql":
        return
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    until = time.monotonic() + _patience(connection) / 1000
    while True:
        try:
            with connection.begin_nested():  # all or none: waiting with some of them locked would be a deadlock
                connection.exec_driver_sql(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE NOWAIT")
            return
        except OperationalError as error:
            if not is_in_use(error) or time.monotonic() > until:
                raise
        time.sleep(_AGAIN)


def _patience(connection: Connection) -> int:
    setting = connection.scalar(text("SELECT setting FROM pg_settings WHERE name = 'lock_timeout'"))
    return int(setting) or _WAIT  # 0: PostgreSQL would wait for ever
