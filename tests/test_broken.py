"""Broken and odd submissions, through the real command: each ends as it should, with the sentence that it should."""

import html
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from bpgrade import reference
from bpgrade.intake import REQUIRED
from bpgrade.record import Report, Status, total
from broken import cells, encodings, files, formats, hostile_zips, names, programs, zips  # noqa: F401  they register their kinds
from broken.registry import ALL, KINDS, Broken

READ = (Status.GRADED, Status.PARTIAL)
MISSING = {f"{name} is missing from your submission." for name in REQUIRED}


@dataclass(frozen=True)
class Graded:
    """A class after `bpgrade grade`."""

    out: Path
    status: int
    printed: str

    def report(self, kind: Broken) -> Report:
        return Report.load(self.out / kind.name / "report.json")

    def page(self, kind: Broken) -> str:
        return html.unescape((self.out / kind.name / "feedback.html").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """graded(kind) -> the class it was graded in: one for what can be read, one for what cannot."""
    root = tmp_path_factory.mktemp("broken")
    (root / "secret").write_text("the secret of the broken submissions")
    classes = {}
    for read, jobs in ((True, "2"), (False, "1")):
        classroom, out = root / f"class-{read}", root / f"graded-{read}"
        classroom.mkdir()
        for kind in KINDS:
            if (kind.status in READ) == read:
                kind.write(classroom)
        options = ["--out", out, "--jobs", jobs, "--secret-file", root / "secret"]
        command = [sys.executable, "-m", "bpgrade", "grade", classroom, *options]
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, timeout=1800)
        classes[read] = Graded(out, done.returncode, done.stdout + done.stderr)
    return lambda kind: classes[kind.status in READ]


def said(report):
    """All sentences about a submission and its tests."""
    return {*report.notes, *(test.what for test in report.tests)}


def earned(report):
    """The grade cells that got all of their points; some of them is neither."""
    assert all(cell.points in (0, cell.max_points) for cell in report.cells)
    return {cell.grade_id for cell in report.cells if cell.points}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_broken_submission(kind, graded):
    """whatever can be graded is graded, and its author reads what is wrong and what to do"""
    report, page = graded(kind).report(kind), graded(kind).page(kind)

    assert report.status is kind.status
    assert earned(report) == set(kind.earns)
    assert report.score == total(reference.points()[cell] for cell in kind.earns)
    assert report.max_score == 100
    assert set(kind.says) <= said(report)
    assert set(report.notes) <= set(kind.says) | MISSING, "a sentence too many"
    assert all(sentence in page for sentence in (*kind.says, kind.hint))
    assert not kind.hint or kind.hint in {test.hint for test in report.tests}
    assert "Traceback" not in report.to_json() + page


@pytest.mark.parametrize(("read", "status"), [(True, 0), (False, 1)])
def test_exit_status(graded, read, status):
    """0 when everything could be graded, in whole or in part; 1 when one submission could not; never a traceback"""
    kind = next(kind for kind in KINDS if (kind.status in READ) == read)

    assert graded(kind).status == status
    assert "Traceback" not in graded(kind).printed
    assert len(list(graded(kind).out.glob("*/report.json"))) == sum((kind.status in READ) == read for kind in KINDS)


def test_the_corpus_is_large_and_explained():
    """the promise of at least 75 kinds; each is described, and none is said to be unreadable without a sentence"""
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 75
    assert all(kind.title for kind in KINDS)
    assert all(kind.says for kind in KINDS if not set(kind.earns) >= set(ALL))
