"""docs/coverage.md: every cell, test and check that is said to meet a lecture's topic exists."""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "coverage.md"
_TABLE = re.compile(r"^\| Lectures \|.*\n\|[-|]+\n((?:\|.*\n)*)", re.MULTILINE)
_LABEL = re.compile(r"^\[([^\]]+)\]: (\S+)$", re.MULTILINE)
_LINK_OR_NAME = re.compile(r"\[([^\]]+)\]|`([^`]+)`")


def rows(text):
    """The rows of all tables that begin with a column of lectures."""
    return [row for table in _TABLE.findall(text) for row in table.splitlines()]


def places(row, labels):
    """(target, name) for all that a row names: name None for a link, target None for a name before any link."""
    target, found = None, []
    for label, name in _LINK_OR_NAME.findall(row):
        if label:
            target = labels.get(label, f"no label [{label}]")
        found.append((target, name or None))
    return found


def files(target, root):
    """The files of a link: of a notebook the students' version and the one it is made from."""
    file = (root / "docs" / target).resolve()
    released = file.is_relative_to(root / "assignment")
    return [file, root / "solution" / file.relative_to(root / "assignment")] if released else [file]


def names_in(file):
    """What a row may name: the ids of a notebook's cells, the functions of a module."""
    if file.suffix == ".ipynb":
        return {cell["id"] for cell in json.loads(file.read_text())["cells"]}
    return {node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}


def faults(text, root=ROOT):
    """Sentences about whatever a page names that is not there, and about rows that name nothing."""
    labels, found = dict(_LABEL.findall(text)), []
    for row in rows(text):
        named = places(row, labels)
        if not any(name for _, name in named):
            found.append(f"names no cell and no function: {row}")
        for target, name in named:
            if target is None:
                found.append(f"{name} follows no link: {row}")
                continue
            for file in files(target, root):
                if not file.is_file():
                    found.append(f"{file.name} does not exist: {row}")
                elif name and name not in names_in(file):
                    found.append(f"{file.name} has no {name}: {row}")
    return found


def page(row):
    """A page with one row, and some labels."""
    labels = {
        "01": "../assignment/backprop/01_linear.ipynb",
        "h01": "../autograder/bpgrade/hidden/test_01_linear.py",
        "gone": "../tests/test_that_was_deleted.py",
    }
    return f"| Lectures | Topic | Cells |\n|--|--|--|\n{row}\n\n" + "".join(f"[{k}]: {v}\n" for k, v in labels.items())


def test_every_place_exists():
    """Protects the page from renamed cells and deleted tests: what it says of a lecture can be looked up."""
    text = PAGE.read_text()
    read, topics = rows(text), text.split("## Topics")[1]

    assert faults(text) == []
    assert {lecture for row in read for lecture in re.findall(r"\d", row.split("|")[1])} == set("01234")
    assert read == [line for line in re.findall(r"^\| .*", topics, re.MULTILINE) if not line.startswith("| Lectures")]


def test_a_right_row_passes():
    """Protects the next test: it is the rows that it finds fault with, not the page around them."""
    assert faults(page("| 2 | Linear | [01] `backward-math` `spot-1`, [h01] `test_gradient` |")) == []


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("| 2 | Linear | [01] `spot-1` `spot-99` |", "01_linear.ipynb has no spot-99"),
        ("| 2 | Linear | [01] `spot-1`, [h01] `test_nothing` |", "test_01_linear.py has no test_nothing"),
        ("| 2 | Linear | [01] `test_gradient` |", "01_linear.ipynb has no test_gradient"),
        ("| 2 | Linear | [gone] `test_gradient` |", "test_that_was_deleted.py does not exist"),
        ("| 2 | Linear | [07] `title` |", "no label [07] does not exist"),
        ("| 2 | `spot-1` | [01] `spot-1` |", "spot-1 follows no link"),
        ("| 2 | Linear | [01] |", "names no cell and no function"),
        ("| 2 | Linear | |", "names no cell and no function"),
    ],
    ids=["cell", "function", "of another file", "file", "label", "no link before", "link alone", "nothing"],
)
def test_a_wrong_row_is_found(row, fault):
    """Protects the first test from passing whatever the page says: each kind of wrong row has its sentence."""
    assert f"{fault}: {row}" in faults(page(row))


def test_a_cell_has_to_be_in_both_versions(tmp_path):
    """Protects the page from a cell that only students have, or only the solution."""
    for room, cell in (("assignment", "old"), ("solution", "new")):
        (tmp_path / room / "backprop").mkdir(parents=True)
        (tmp_path / room / "backprop" / "01_linear.ipynb").write_text(json.dumps({"cells": [{"id": cell}]}))

    found = faults(page("| 2 | Linear | [01] `old` `new` |"), tmp_path)
    assert [fault.partition(":")[0] for fault in found] == ["01_linear.ipynb has no old", "01_linear.ipynb has no new"]
