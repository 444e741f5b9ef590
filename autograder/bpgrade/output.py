"""Text on its way out, as people can read it."""

import sys
import unicodedata


def printable(text: str, limit: int = 500) -> str:
    """`text` on one line, control and other unprintable characters replaced, at most `limit` characters."""
    shown = "".join(c if c.isprintable() else " " if c in "\t\r\n" else "\ufffd" for c in text[:limit])
    return unicodedata.normalize("NFC", shown)[:limit].strip()


def say(line: str) -> None:
    """Prints a line at once, with a mark in place of what this terminal cannot show."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), flush=True)


def number(value: float, decimals: int = 4) -> str:
    """Points as people write them: at most so many decimals, no trailing zeros, never -0."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
