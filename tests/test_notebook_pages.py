"""What each notebook's page has to have, and what keeps it readable on a small screen."""

import json
import re
from pathlib import Path

import pytest

from bpgrade.record import NOTEBOOKS

SOLUTION = Path(__file__).resolve().parent.parent / "solution" / "backprop"
WIDEST = 88  # characters: JupyterLab breaks the lines of a drawing where the window ends
HAS = {
    "a drawing": re.compile(r"```[^`]*(-->|──▶|─▶)[^`]*(<--|◀)", re.DOTALL),
    "a check": re.compile(r"^check\(", re.MULTILINE),
    "a question to think about": re.compile(r"Think about it|question to think about", re.IGNORECASE),
    "what usually goes wrong": re.compile(r"What usually goes wrong"),
    "an error to spot": re.compile(r"Spot the error"),
    "shapes": re.compile(r"\\to\s*\(|same shapes?"),
}


def cells(name):
    """(kind, id, source) of each cell."""
    book = json.loads((SOLUTION / name).read_text(encoding="utf-8"))
    return [(cell["cell_type"], cell["id"], "".join(cell["source"])) for cell in book["cells"]]


@pytest.mark.parametrize("name", NOTEBOOKS)
@pytest.mark.parametrize("element", HAS)
def test_every_notebook_has(name, element):
    """the elements that each is made of; whether they are good is for a reader to say"""
    assert HAS[element].search("\n\n".join(source for _, _, source in cells(name)))


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_drawing_is_torn(name):
    """a line that is too long would be broken, and the drawing with it"""
    fenced = re.compile(r"^(?:> )?```.*?^(?:> )?```", re.DOTALL | re.MULTILINE)
    pages = [(where, text) for kind, where, text in cells(name) if kind == "markdown"]
    drawn = [(where, block) for where, text in pages for block in fenced.findall(text)]
    too_long = [(where, line) for where, block in drawn for line in block.splitlines() if len(line) > WIDEST]

    assert drawn
    assert too_long == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_details_are_closed(name):
    """an answer that is not closed hides the rest of the cell"""
    for kind, where, text in cells(name):
        if kind == "markdown":
            assert text.count("<details>") == text.count("</details>") == text.count("<summary>"), where
