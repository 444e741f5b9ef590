"""Programs of this environment, for libraries that call them by name."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def programs_on_path() -> Iterator[None]:
    """nbgrader runs `alembic` from PATH, which lacks the environment when bpgrade is called by its full path."""
    before = os.environ.get("PATH", "")
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before
