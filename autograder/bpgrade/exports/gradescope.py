"""results.json as Gradescope's autograders write it, for each submission. Its readers are students."""

import argparse
import json
from pathlib import Path

from bpgrade.exports.common import Done, counted, exercise_scores, notes_for_student
from bpgrade.output import printable
from bpgrade.record import CellScore, Outcome, Report, TestResult
from bpgrade.reports import feedback
from bpgrade.reports.graded import Graded
from bpkit.files import write_atomically

HELP = "a results.json for each submission, as Gradescope's autograders write it"
OUT = "gradescope"
VISIBILITIES = ("visible", "after_due_date", "after_published", "hidden")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format's options."""
    text = "when students see the tests (default: visible)"
    parser.add_argument("--visibility", choices=VISIBILITIES, default="visible", help=text)


def export(graded: Graded, out: Path, options: argparse.Namespace) -> Done:
    """Writes <out>/<folder of the submission>/results.json."""
    count = 0
    for folder, report in graded.items():
        (out / folder).mkdir(parents=True, exist_ok=True)
        text = json.dumps(results(report, options.visibility), ensure_ascii=False, allow_nan=False, indent=1)
        write_atomically(out / folder / "results.json", text + "\n")
        count += 1
    return Done(f"results.json of {counted(count, 'submission')}")


def results(report: Report, visibility: str = "visible") -> dict:
    """The content of results.json: the final score, and a test for each hidden test.

    No field takes text from `staff`, and all text is plain. visibility: one of VISIBILITIES; a test's own would
    win over that of the whole, so all have the same.
    """
    return {
        "score": report.final,
        "execution_time": round(max(report.seconds, 0.0), 2),
        "output": "\n".join([*notes_for_student(report), *exercise_scores(report)]),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "extra_data": _extra_data(report),
        "tests": [
            _test(test, cell, f"{place}.{index}", visibility)
            for place, cell in enumerate(report.cells, 1)
            for index, test in enumerate(cell.tests, 1)
        ],
    }


def _extra_data(report: Report) -> dict:
    return {
        "status": report.status.value,
        "score": report.score,
        "max_score": report.max_score,
        "bonus": report.bonus,
        "max_bonus": report.max_bonus,
        "penalty": report.penalty,
        "days_late": report.days_late,
        "isolation": printable(report.isolation),
        "kit_version": printable(report.kit_version),
        "content_hash": printable(report.content_hash),
    }


def _test(test: TestResult, cell: CellScore, number: str, visibility: str) -> dict:
    # Field by field, so that `staff` cannot get in.
    return {
        "name": printable(f"{cell.grade_id}: {test.title}"),
        "name_format": "text",
        "number": number,
        **_verdict(test),
        "output": feedback.as_text(test),
        "output_format": "text",
        "visibility": visibility,
    }


def _verdict(test: TestResult) -> dict:
    """Points and colour of a test: neither where a person is still to judge, or a 0 would be red."""
    if test.outcome is Outcome.MANUAL:
        return {}
    kept = test.outcome in (Outcome.PASSED, Outcome.BROKEN)  # one that broke keeps its points, so red would be wrong
    return {"score": test.points, "max_score": test.max_points, "status": "passed" if kept else "failed"}
