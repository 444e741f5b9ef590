"""From the bytes of a file to JSON: whatever encoding it is in, or a sentence on what it is instead of a notebook."""

import json
import re
from dataclasses import dataclass

MIB = 1 << 20
NOTEBOOK_BYTES = 64 * MIB
LARGE_BYTES = 20 * MIB  # is read, with a word to its author

# 64 MiB of "[],[]," would become two gigabytes of Python lists. What is read takes at most about PARSED_BYTES for its
# objects, besides the bytes themselves and four bytes for each character.
PARSED_BYTES = 320 * MIB
# The bytes of the objects that JSON makes, each laid to a mark that comes with it: what "[0],", '{"":0},', '"ab",' or
# a long object of many keys costs a character, measured and rounded up. A text takes two quotation marks.
_COSTS = {",": 45, '"': 23, "[": 80, "{": 80, ":": 135}

_CLEAR = "clear its outputs (Edit > Clear Outputs of All Cells)"
CLEAR_OUTPUTS = f"{_CLEAR}, save it and hand it in again"
SAVE_AGAIN = "open it in JupyterLab, save it and hand it in again"
MERGE_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>) ", re.MULTILINE)

_VISIBLE = re.compile(r"\S")
_START = 100_000  # characters, enough to tell a script from a letter
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


def large(data: bytes, name: str) -> str:
    """A sentence to the author of a file so large that the next one may be too large."""
    if len(data) <= LARGE_BYTES:
        return ""
    return f"{name} is {len(data) // MIB} MiB large: {_CLEAR} before you hand it in next time."


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
    if cost(text) > PARSED_BYTES and _cost_outside_texts(text) > PARSED_BYTES:
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


def cost(text: str) -> int:
    """What the objects take that are made of a JSON text, in bytes, at the most; what its characters take is apart."""
    return sum(each * text.count(mark) for mark, each in _COSTS.items())


def _cost_outside_texts(text: str) -> int:
    """The cost without the marks that stand in texts, such as the commas of what was printed: many times slower."""
    plain = text.replace("\\\\", "").replace('\\"', "")  # each quotation mark left begins or ends a text
    total = _COSTS['"'] * plain.count('"')
    inside = 0
    for start in range(0, len(plain), MIB):
        pieces = plain[start : start + MIB].split('"')
        total += cost("".join(pieces[inside::2]))
        inside = (inside + len(pieces) - 1) % 2
    return total


def _why_not_json(text: str, error: json.JSONDecodeError, name: str) -> str:
    # No copies of all of the text, which may be large.
    first = _VISIBLE.search(text)
    start = text[first.start() : first.start() + _START] if first else ""
    if MERGE_CONFLICT.search(text):
        return f"{name} holds git merge-conflict markers (<<<<<<<): resolve the conflict, then {SAVE_AGAIN}."
    if start.startswith("<"):
        return f"{name} is a web page, not a notebook: download the .ipynb file itself and hand that in."
    if not start.startswith(("{", "[")):
        kind = "a Python script" if _PYTHON.search(start) else "plain text"
        return f"{name} is {kind}, not a notebook: {_HAND_IN}."
    if not _VISIBLE.search(text, error.pos) or error.msg.startswith("Unterminated string"):
        return f"{name} ends in the middle, as if cut off while it was saved or uploaded: {SAVE_AGAIN}."
    return f"{name} is not a notebook (no valid JSON in line {error.lineno}): {SAVE_AGAIN}."
