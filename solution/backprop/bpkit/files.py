"""Writing result files so that a crash never leaves half of one."""

import contextlib
import os
import secrets
from pathlib import Path


def write_atomically(path, data):
    """Write data to path in one step: afterwards the file is whole, or it is as it was before.

    Args:
        path: the file; its folder must exist.
        data: bytes, or text, which is written as UTF-8 (with ? for half a surrogate pair, which has no UTF-8).
    Raises:
        OSError: the folder is missing, full or not writable; nothing is left behind.
    """
    path = Path(path)
    data = data.encode("utf-8", "replace") if isinstance(data, str) else data
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with open(scratch, "xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a full disk or a lost network drive may tell only now
        os.replace(scratch, path)
    except BaseException:
        with contextlib.suppress(OSError):  # never made, or a folder that nothing can be done to any more
            scratch.unlink()
        raise
