"""The students' version: nbgrader makes it, nothing of the solution is in it, and the check notices a stale one."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from bpgrade import reference
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, NOTEBOOKS, WRITTEN
from bpgrade.release import clone_root, differences, generated, install, write_zip

ROOT = Path(__file__).resolve().parent.parent
COMMITTED = ROOT / "assignment" / "backprop"


@pytest.fixture(scope="module")
def made():
    """A freshly generated release."""
    with generated(clone_root(ROOT)) as folder:
        yield folder


def test_committed_release_is_up_to_date(made):
    """assignment/ in the repository is what solution/ gives today, byte for byte"""
    assert differences(made, COMMITTED) == []


def test_no_solution_is_released(made):
    """no solution region, no reference code, no model answer and no hidden test reaches the students"""
    for path in made.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert b"BEGIN SOLUTION" not in content
        assert b"mark.graded" not in content
    source = (made / "01_linear.ipynb").read_text()
    assert "raise NotImplementedError()" in source
    assert "self.weight.accumulate(" not in source.split("solution-linear")[1].split("linear-forward")[0]


def test_written_questions_are_released_with_nothing_but_a_stub(made):
    """an answer in words begins as nbgrader's stub in a manually graded cell; nothing of the model answer is there"""
    text = " ".join(path.read_text(encoding="utf-8", errors="replace") for path in made.rglob("*") if path.is_file())
    found = {}
    for path in made.glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            mark = cell["metadata"].get("nbgrader", {})
            if mark.get("grade") and mark["solution"]:
                found[mark["grade_id"]] = path.name
                assert (cell["cell_type"], mark["locked"]) == ("markdown", False)
                assert mark["points"] == reference.written()[mark["grade_id"]].points
                assert "".join(cell["source"]) == "YOUR ANSWER HERE"
    assert found == {grade_id: NOTEBOOK_OF[grade_id] for grade_id in WRITTEN}
    for grade_id in WRITTEN:
        model = reference.notebooks()[NOTEBOOK_OF[grade_id]].answers[grade_id].split("\n")[1:-1]
        assert len(model) > 2
        assert not [line for line in model if json.dumps(line, ensure_ascii=False)[1:-1] in text]


def test_points_add_up_to_100(made):
    """the released notebooks carry the points of the architecture: 100 for code and 9 of a bonus, each cell once"""
    points = {}
    for path in made.glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            mark = cell["metadata"].get("nbgrader", {})
            if mark.get("grade") and mark["grade_id"] not in WRITTEN:
                assert mark["grade_id"] not in points
                points[mark["grade_id"]] = mark["points"]
                assert "".join(cell["source"]).startswith(f'check("{mark["grade_id"]}", ')
    bonus = sum(points.pop(grade_id) for grade_id in NOTEBOOKS[BONUS_NOTEBOOK])
    assert (sum(points.values()), bonus) == (100, 9)


def test_stale_release_is_noticed(made, tmp_path):
    """a changed, a missing and a superfluous file are each named"""
    copy = tmp_path / "backprop"
    shutil.copytree(made, copy)
    (copy / "01_linear.ipynb").write_text("{}")
    (copy / "02_relu.ipynb").unlink()
    (copy / "hidden_tests.py").write_text("")
    assert differences(made, copy) == [
        "01_linear.ipynb differs", "02_relu.ipynb is missing", "hidden_tests.py does not belong there",
    ]  # fmt: skip
    install(made, copy)
    assert differences(made, copy) == []
    assert [path.name for path in tmp_path.iterdir()] == ["backprop"]


def test_students_zip(made, tmp_path):
    """the zip holds the release below one folder, is the same whenever it is made, and is small"""
    write_zip(made, tmp_path / "one.zip")
    write_zip(made, tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    names = zipfile.ZipFile(tmp_path / "one.zip").namelist()
    assert "backprop/01_linear.ipynb" in names
    assert "backprop/bpkit/__init__.py" in names
    assert (tmp_path / "one.zip").stat().st_size < 2_000_000
