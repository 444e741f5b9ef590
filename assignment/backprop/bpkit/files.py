"""Writing result files so that a crash never leaves half of one."""

import os
from pathlib import Path


def write_atomically(path, data):
    """Write data to path in one step: afterwards the file is whole, or it is as it was before.

    Args:
        path: the file; its folder must exist.
        data: bytes.
    Raises:
        OSError: the folder is missing, full or not writable; nothing is left behind.
    """
    path = Path(path)
    scratch = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        scratch.write_bytes(data)
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)
