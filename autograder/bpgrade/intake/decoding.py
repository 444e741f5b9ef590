"""From the bytes of a file to JSON: whatever encoding it is in, or a sentence on what it is instead of a notebook."""

import json
import re
from dataclasses import dataclass

MIB = 1 << 20
NOTEBOOK_BYTES = 20 * MIB
# 20 MiB of "[],[]," would become half a gigabyte of Python lists; no real notebook comes near this number.
CONTAINERS = 1_000_000

CLEAR_OUTPUTS = "clear its outputs (Edit > Clear Outputs of All Cells), save it and hand it in again"
SAVE_AGAIN = "open it in JupyterLab, save it and hand it in again"
MERGE_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)

_HAND_IN = "hand in the .ipynb file you worked in"
_PYTHON = re.compile(r"^(#!|# %%|# ---$|import \w|from \w+ import |def \w+\(|class \w+)", re.MULTILINE)
# How the files begin that get renamed to .ipynb.
_BEGINNINGS = {
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "a gzip archive",
    b"Rar!": "a rar archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"%PDF": "a PDF document",
}


# White space, the marks of UTF-8 and UTF-16, and the zero bytes that a crash leaves of a file.
_NOTHING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"


class Unreadable(Exception):
    """A file that cannot be read as what it should be; the text is one sentence for its author."""


@dataclass(frozen=True)
class Text:
    """A file's text. odd: a sentence on its encoding; complaint: the one to give when it is no notebook, too."""

    text: str
    odd: str = ""
    complaint: str = ""


def decode(data: bytes, name: str) -> Text:
    """The text of a file. Notebooks are UTF-8; what editors and shells made of them is understood as well.

    Raises:
        Unreadable: too large, empty, or of a kind that holds no text.
    """
    if len(data) > NOTEBOOK_BYTES:
        raise Unreadable(f"{name} is larger than {NOTEBOOK_BYTES // MIB} MiB, the most that is read: {CLEAR_OUTPUTS}.")
    if not data.strip(_NOTHING):
        raise Unreadable(f"{name} is an empty file: hand in the notebook you worked in.")
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            raise Unreadable(f"{name} is {kind}, not a notebook: {_HAND_IN}.")
    encoding = json.detect_encoding(data)  # by the zero bytes among the first four
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        encoding = "cp1252" if encoding.startswith("utf-8") else encoding
    return _with_complaint(text, encoding, name)


def _with_complaint(text: str, encoding: str, name: str) -> Text:
    if encoding.startswith("utf-8"):
        return Text(text)
    if encoding == "cp1252":
        odd = f"{name} is not text in UTF-8, as a notebook is: some letters may have been read wrongly."
        return Text(text, odd, f"{name} is not text in UTF-8, as a notebook is: {SAVE_AGAIN}.")
    wrong = f"{name} is encoded as {encoding[:6].upper()}"
    return Text(text, f"{wrong}: save it as UTF-8 next time.", f"{wrong}: save it as UTF-8 and hand it in again.")


def parse(text: str, name: str) -> dict:
    """The JSON object in a notebook's text. Raises Unreadable."""
    if text.count("[") + text.count("{") > CONTAINERS:
        raise Unreadable(f"{name} holds too many values: {CLEAR_OUTPUTS}.")
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise Unreadable(_why_not_json(text, error, name)) from None
    except RecursionError:
        raise Unreadable(f"{name} is nested too deeply to be a notebook: {SAVE_AGAIN}.") from None
    except ValueError:
        sentence = f"{name} holds a number with thousands of digits: {CLEAR_OUTPUTS}."
        raise Unreadable(sentence) from None
    if not isinstance(content, dict):
        raise Unreadable(f"{name} is JSON but not a notebook: {_HAND_IN}.")
    return content


def _why_not_json(text: str, error: json.JSONDecodeError, name: str) -> str:
    start = text.lstrip()
    if MERGE_CONFLICT.search(text):
        return f"{name} holds git merge-conflict markers (<<<<<<<): resolve the conflict, then {SAVE_AGAIN}."
    if start.startswith("<"):
        return f"{name} is a web page, not a notebook: download the .ipynb file itself and hand that in."
    if not start.startswith(("{", "[")):
        kind = "a Python script" if _PYTHON.search(start) else "plain text"
        return f"{name} is {kind}, not a notebook: {_HAND_IN}."
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
        return f"{name} ends in the middle, as if cut off while it was saved or uploaded: {SAVE_AGAIN}."
    return f"{name} is not a notebook (no valid JSON in line {error.lineno}): {SAVE_AGAIN}."
