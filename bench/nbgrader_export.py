"""How long `bpgrade export nbgrader` takes for a class: into a new gradebook, and once more into the same one.

python bench/nbgrader_export.py [submissions, by default 1000]

A file of SQLite, and a server of PostgreSQL on this machine where it is installed.
"""

import contextlib
import io
import sys
import tempfile
import time
from dataclasses import fields, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

import made_class
import postgres
from bpgrade import reference
from bpgrade.cli import main
from bpgrade.record import WRITTEN, Report, shares

_SUMS = {"tests", "score", "max_score", "bonus", "max_bonus"}


def with_real_points(report: Report) -> Report:
    """The report of a made-up class, its tests worth what the notebooks say: a gradebook refuses any others."""
    tests = []
    for cell in report.cells:
        if cell.grade_id in WRITTEN:
            tests += cell.tests
            continue
        worth = shares(reference.points()[cell.grade_id], [1] * len(cell.tests))
        pairs = zip(cell.tests, worth, strict=True)
        tests += [replace(test, max_points=most, points=most if test.points else 0.0) for test, most in pairs]
    rest = {field.name: getattr(report, field.name) for field in fields(report) if field.name not in _SUMS}
    made = Report.from_tests(tests, **rest)
    return replace(made, penalty=min(made.penalty, made.score), submitted_at="2026-11-02T10:00:00+00:00")


def seconds(graded: Path, url: str) -> float:
    """What one export takes, in this process."""
    started = time.perf_counter()
    with contextlib.redirect_stderr(io.StringIO()):  # a sentence for each made-up submission that cannot be read
        main(["export", "nbgrader", str(graded), "--db", url])
    return time.perf_counter() - started


def measure(count: int) -> None:
    """Prints both times for each database."""
    with tempfile.TemporaryDirectory() as temporary, contextlib.ExitStack() as stack:
        graded = Path(temporary) / "graded"
        made_class.save(graded, map(with_real_points, made_class.reports(count)))
        places = {"SQLite": f"sqlite:///{temporary}/gradebook.db"}
        if postgres.MISSING:
            print(f"PostgreSQL: {postgres.MISSING}", file=sys.stderr)
        else:
            places["PostgreSQL"] = stack.enter_context(postgres.Server()).database()
        for name, url in places.items():
            for what in ("new gradebook", "again"):
                print(f"{count} submissions, {name}, {what}: {seconds(graded, url):.1f} s")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
