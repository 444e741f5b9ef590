"""Text on its way out: safe to print, and written to files whole or not at all."""

import os
import secrets
import unicodedata
from pathlib import Path


def printable(text: str, limit: int = 500) -> str:
    """`text` on one line, control and other unprintable characters replaced, at most `limit` characters."""
    shown = "".join(c if c.isprintable() else " " if c in "\t\r\n" else "\ufffd" for c in text[:limit])
    return unicodedata.normalize("NFC", shown)[:limit].strip()


def write_atomically(path: Path, text: str) -> None:
    """Writes `text` as UTF-8 under a temporary name and renames it: the file is whole or as before."""
    path = Path(path)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def number(value: float, decimals: int = 4) -> str:
    """Points as people write them: at most so many decimals, no trailing zeros, never -0."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
