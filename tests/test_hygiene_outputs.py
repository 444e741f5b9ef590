"""Hygiene of all that is written: no id, file name, sentence or cell steers a browser, a spreadsheet or a terminal.

A class of hostile names is graded by the real command. What each report does with a text is in that report's tests.
"""

import csv
import io
import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from html.parser import HTMLParser

import pytest

import bpgrade.catalogue
from bpgrade.cli import main
from bpgrade.variants import write_variant

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse some of these names")

LINEAR = "01_linear.ipynb"
STEER = "\x1b]0;owned\x07\x1b[5;7z\x9b31m\u202egnp.\u2066\u200b\u2028"  # window title, CSI, C1, bidi, invisible
MARKUP = "\"'><img src=x onerror=alert(1)><script>2</script></p>{{7*7}}<!--"
FORMULAS = [
    "=cmd|' C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=tab", "\r=return", "x;=HYPERLINK(A1)", "x; @SUM(A1)", "\uff1d1",
]  # fmt: skip


def hostile(folder):
    """A class of submissions whose names, file names and cells try to steer whoever reads about them."""
    names = [*FORMULAS, f"{STEER}[red]x", MARKUP.replace("/", ""), "zoë"]
    for name in names:
        (folder / name).mkdir(parents=True)
        file_name = f"{name}01_linear.ipynb".replace("/", "")
        (folder / name / file_name).write_text("no notebook")
    os.mkdir(os.fsencode(folder) + b"/half\xff")
    source = f"class Linear:\n    def __init__(self, *a, **k):\n        raise KeyError('{STEER}')  # {MARKUP}"
    cell = {"cell_type": "code", "metadata": {}, "source": source, "outputs": []}
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    for where in (folder / "zoë", os.fsdecode(os.fsencode(folder) + b"/half\xff")):
        with open(os.path.join(where, "01_linear.ipynb"), "w", encoding="utf-8") as file:
            json.dump(document, file)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The hostile class, graded by the real command: its folder of reports, and what a pipe and a terminal got."""
    folder = tmp_path_factory.mktemp("hygiene")
    hostile(folder / "class")
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder / "config"), "TERM": "xterm-256color", "COLUMNS": "240"}
    command = [sys.executable, "-m", "bpgrade", "grade", folder / "class", "--out", folder / "graded"]
    ascii_only = environment | {"PYTHONIOENCODING": "ascii"}
    piped = subprocess.run(command, capture_output=True, env=ascii_only, check=False)
    assert piped.returncode == 1, piped.stderr.decode()
    return folder / "graded", (piped.stdout + piped.stderr).decode("ascii"), on_a_terminal(command, environment)


def on_a_terminal(command, environment):
    """What a command writes to a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment):
        os.close(theirs)
        written = b""
        while True:
            try:
                written += os.read(ours, 1 << 16)
            except OSError:  # the other end is closed
                break
    os.close(ours)
    return written.decode()


def steering(text, allowed="\n"):
    """The characters of a text that a terminal, an editor or a browser obeys instead of showing them."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp") and c not in allowed}


def pages(folder):
    """All feedback pages of a class."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/feedback.html"))]


class Tags(HTMLParser):
    """Every tag and attribute of a page, and what is outside tags."""

    def __init__(self, page):
        super().__init__()
        self.names, self.attributes, self.text = set(), set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text += data


def test_pages_hold_no_foreign_markup(graded):
    """ids, file names, sentences and cells are text in a page, whatever tags, attributes or templates they spell"""
    parsed = [Tags(page) for page in pages(graded[0])]
    assert len(parsed) == len(FORMULAS) + 4
    for page in parsed:
        assert not page.names & {"script", "img", "iframe", "object", "embed", "base", "form", "svg", "b"}
        assert not page.attributes & {"onerror", "onload", "onclick", "src", "action", "srcdoc"}
    spelled = [page.text for page in parsed if "<img src=x onerror=alert(1)>" in page.text]
    assert len(spelled) == 3  # in an id and a file name, and in the cell of two submissions
    assert sum("<script>2</script></p>{{7*7}}<!--" in text for text in spelled) == 2


def test_pages_and_records_hold_no_steering_characters(graded):
    """pages and records can be read with cat, less and any editor: no escape sequence, no reordered or hidden text"""
    records = [path.read_text(encoding="utf-8") for path in graded[0].glob("*/report.json")]
    assert len(records) == len(FORMULAS) + 4
    assert any("owned" in page for page in pages(graded[0]))
    for text in [*pages(graded[0]), *records, *map(str, graded[0].rglob("*"))]:
        assert not steering(text)


def test_the_table_of_grades_holds_no_formula(graded):
    """no spreadsheet takes an id or a note for a formula, be its separator a comma or a semicolon"""
    text = (graded[0] / "grades.csv").read_text(encoding="utf-8")
    assert not steering(text)
    signs = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
    for separator in ",;":
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().lstrip('"').startswith(signs)]
    ids = [row["id"] for row in csv.DictReader(io.StringIO(text))]
    assert {"'=cmd|' C calc'!A0", "'+1", "'-1", "'@SUM(A1)", "'=tab", "x;'=HYPERLINK(A1)"} <= set(ids)


def test_a_pipe_of_plain_ascii(graded):
    """a log in a locale that knows ASCII only gets the whole table, and no control character"""
    _, piped, _ = graded
    assert not steering(piped)
    assert "zo?" in piped
    assert f"{len(FORMULAS) + 4} submissions: 2 partial, {len(FORMULAS) + 2} unreadable" in piped


def test_a_terminal_obeys_nobody_else(graded):
    """on a terminal the only control sequences are those of our own table and progress bar"""
    _, _, written = graded
    assert "owned" in written
    assert "zoë" in written
    for sequence in ("\x1b]", "\x07", "\x1b[5;7z"):
        assert sequence not in written
    assert not steering(re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written), allowed="\r\n")


def test_complaints_about_a_path(tmp_path, capsys):
    """a path with control characters is named without them when it cannot be graded"""
    (tmp_path / STEER).mkdir()
    assert main(["grade", str(tmp_path / STEER), "--out", str(tmp_path / "graded")]) == 2
    error = capsys.readouterr().err
    assert "owned" in error
    assert not steering(error)


def test_hidden_tests_by_hand_obey_nobody(tmp_path):
    """pytest on the hidden tests names an exception without the control characters in the name of its class"""
    raising = f"def forward(self, x):\n    raise type({STEER!r}, (Exception,), {{}})\nLinear.forward = forward"
    write_variant(tmp_path / "ann", {LINEAR: raising})
    (tmp_path / "secret").write_text("the secret of a test by hand")
    options = ["--submission", tmp_path / "ann", "--secret-file", tmp_path / "secret", "-c", os.devnull]
    options += ["-p", "no:cacheprovider", "-k", "test_01_linear and test_forward_shape"]
    command = [sys.executable, "-m", "pytest", bpgrade.catalogue.FOLDER, *options]
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=tmp_path)
    assert "owned" in done.stdout
    assert not steering(done.stdout)
