"""What run_autograder does in Gradescope's container: grade one submission, and write results.json whatever happens."""

import json
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from bpgrade import answers, reference
from bpgrade.classroom import Conditions
from bpgrade.exports.common import counted
from bpgrade.exports.gradescope import results
from bpgrade.gradescope import layout
from bpgrade.gradescope.apology import FAULT, UNSAFE, apology, as_json
from bpgrade.intake import Submission, find_submissions
from bpgrade.intake.folder import list_folder
from bpgrade.intake.group import Group
from bpgrade.intake.submissions import load_group
from bpgrade.record import Outcome, Report
from bpgrade.secret import load_secret
from bpgrade.wall.levels import WallError
from bpkit.files import write_atomically

if TYPE_CHECKING:
    from bpgrade.grading import Grader

_STAFF_CHARACTERS = 2_000  # of what staff should know about one test


def run(root: Path, isolation: str = "A") -> list[str]:
    """Grade <root>/submission and write <root>/results/results.json.

    Args:
        root: a folder as Gradescope lays it out.
        isolation: the strongest level to try. Level D is never taken.
    Returns:
        Lines for staff, which Gradescope keeps as the autograder's output.
    Raises:
        OSError: results.json cannot be written. Nothing else.
    """
    content, lines = _outcome(root, isolation)
    path = root / layout.RESULTS
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, as_json(content))
    return lines


def _outcome(root, isolation):
    """(what results.json says, lines for staff)."""
    try:
        with _grading(root, isolation) as (grader, prepared):
            report = grader.grade(submitted(root / layout.SUBMISSION))
        return results(report), [*_summary(report), *_unforeseen(prepared)]
    except WallError as error:
        return apology(UNSAFE), [f"Not graded: {unconfined(error)}"]
    except Exception:  # whatever it is, the student gets a sentence
        return apology(FAULT), ["Not graded:", traceback.format_exc()]


def unconfined(error: WallError) -> str:
    """Why nothing is graded here, for staff; going on without a wall is not on offer."""
    return f"student code cannot be confined here. {error}".replace(" To continue: --allow-degraded.", "")


def submitted(folder: Path) -> Submission:
    """Whatever lies in a folder, as one submission: on Gradescope nobody hands in for others.

    Raises:
        OSError: it cannot be listed.
    """
    found = list_folder(folder)
    return load_group(Group("submission", str(folder), found.entries, found.problems, found.others), "submission", UTC)


def check(root: Path, isolation: str = "A") -> tuple[list[str], list[str]]:
    """Grade the reference solution with what was unpacked into <root>/source.

    Returns:
        (lines for staff, what is not as it should be: empty where submissions can be graded).
    Raises:
        WallError, OSError, ValueError, AnswersError: it cannot be graded at all.
    """
    with _grading(root, isolation) as (grader, prepared):
        report = grader.grade(find_submissions([reference.folder()])[0])
    faults = _unforeseen(prepared)
    if any(test.outcome is not Outcome.PASSED for test in report.judged):
        faults.append("The reference solution does not pass every hidden test here.")
    return _summary(report), faults


@contextmanager
def _grading(root: Path, isolation: str) -> Iterator[tuple["Grader", answers.Prepared]]:
    source = root / layout.SOURCE
    prepared = answers.Prepared((source / layout.ANSWERS).read_bytes())
    settings = json.loads((source / layout.SETTINGS).read_text(encoding="utf-8"))
    conditions = Conditions(load_secret(source / layout.SECRET), isolation, seconds=settings["time_limit"])
    with answers.using(prepared):
        grader = conditions.grader()
        try:
            yield grader, prepared
        finally:
            grader.close()


def _summary(report: Report) -> list[str]:
    """The score, the wall, and what staff should know of tests that broke."""
    broken = [test for test in report.tests if test.outcome is Outcome.BROKEN]
    lines = [f"{report.status.value}: {report.score:g} of {report.max_score:g}", f"isolation: {report.isolation}"]
    if broken:
        lines.append(f"{counted(len(broken), 'test')} broke through no fault of the student; their points were kept:")
    return lines + [f"{test.test_id}: {test.staff[-_STAFF_CHARACTERS:]}" for test in broken]


def _unforeseen(prepared: answers.Prepared) -> list[str]:
    if not prepared.unforeseen:
        return []
    asked = counted(prepared.unforeseen, "question")
    return [f"{asked} had no prepared answer: make autograder.zip anew, on x86-64 Linux, with this version of numpy."]
