"""The harness with PostgreSQL: tests that are killed leave no server behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import postgres

TESTS = Path(__file__).parent
HANGS = """
import time, postgres
with postgres.Server() as server:
    print(server.folder, flush=True)
    time.sleep(3600)
"""


def test_a_killed_session_leaves_no_server_and_no_folder():
    """Protects machines from servers that nobody ends, and /tmp from their data."""
    if postgres.MISSING:
        pytest.skip(postgres.MISSING)
    with subprocess.Popen([sys.executable, "-c", HANGS], cwd=TESTS, stdout=subprocess.PIPE, text=True) as session:
        folder = Path(session.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(server, 0)
        session.kill()
    deadline = time.monotonic() + 120
    while folder.exists():
        assert time.monotonic() < deadline, list(folder.iterdir())
        time.sleep(0.05)

    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)
