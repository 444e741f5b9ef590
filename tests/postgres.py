"""A real PostgreSQL server for tests: Debian's programs, on a Unix socket in a folder of its own, without TCP."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
MISSING = "" if _PROGRAMS else "there is no PostgreSQL server to test with: apt-get install postgresql (Debian)"
ADMIN = "postgres"  # whom Debian's package makes, on the machine and in the database
_START_SECONDS = 60
# Nothing waits for the disk: what is tested ends with the test. UTC would hide a time that was stored in another zone.
_SETTINGS = {
    "fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "16MB",
    "max_connections": "20", "timezone": "Asia/Kolkata", "listen_addresses": "", "deadlock_timeout": "10ms",
}  # fmt: skip
# A shell's standard input ends with the tests, however these end: then it ends the server, and removes the folder, for
# which nobody waits. In a session of its own it does not hear the Ctrl-C that is for the tests.
_KEEPER = 'folder=$1; shift; "$@" & read -r end; kill -QUIT $!; wait $!; cd /; rm -rf "$folder" &'


class Server:
    """Runs within a with block. folder: where its socket is. ADMIN needs no password, everybody else does."""

    def __init__(self) -> None:
        root = os.geteuid() == 0  # as whom the server would refuse to start
        owner = pwd.getpwnam(ADMIN) if root else None
        self._as = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if root else {}
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # the name of a socket has 107 bytes at most
        if root:
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self._keeper, self._log = None, self.folder / "log"

    def __enter__(self) -> "Server":
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _start(self) -> None:
        data, programs = self.folder / "data", _PROGRAMS[-1].parent
        command = [programs / "initdb", "-D", data, "-U", ADMIN, "--auth=trust", "--locale=C", "--encoding=UTF8"]
        made = subprocess.run([*command, "--no-sync"], cwd=self.folder, capture_output=True, text=True, **self._as)
        if made.returncode:
            raise RuntimeError(made.stdout + made.stderr)
        rules = data / "pg_hba.conf"
        rules.write_text(f"local all {ADMIN} trust\nlocal all all scram-sha-256\n")
        settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        server = [programs / "postgres", "-D", data, "-k", self.folder, *settings]
        with open(self._log, "ab") as log:
            self._keeper = subprocess.Popen(
                ["sh", "-c", _KEEPER, "sh", self.folder, *server], cwd=self.folder, stdin=subprocess.PIPE, stdout=log,
                stderr=log, start_new_session=True, **self._as,
            )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            try:
                psycopg.connect(self.url(ADMIN)).close()
                return
            except psycopg.OperationalError:  # not there yet
                time.sleep(0.05)
        raise RuntimeError(self._log.read_text())

    def __exit__(self, *error: object) -> None:
        if self._keeper:
            self._keeper.communicate(b"\n")
        else:
            shutil.rmtree(self.folder)

    def url(self, database: str) -> str:
        """ADMIN's URL of a database, which need not exist."""
        return f"postgresql://{ADMIN}@/{database}?host={self.folder}"

    def database(self, like: str = "") -> str:
        """The URL of a new database: empty, or a copy of the one with the URL `like`, which nobody may be using."""
        name, template = f"gradebook_{secrets.token_hex(4)}", _name(like) if like else "template0"
        sql(self.url(ADMIN), f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def sql(url: str, *statements: str) -> list[tuple]:
    """Runs statements behind nbgrader's back, each a transaction of its own; gives the rows of the last."""
    with connected(url) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def connected(url: str) -> psycopg.Connection:
    """A connection on which each statement is a transaction of its own; closes at the end of a with block."""
    return psycopg.connect(url, autocommit=True)
