"""What all exports share: how they refuse, what they report, and the sentences that students read."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from bpgrade.output import number, printable
from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, CellScore, Report, total
from bpgrade.reports import feedback

DECIMALS = 2  # for people to read; the scores themselves keep 4


class ExportError(Exception):
    """An export that is refused before anything is written; the text is one sentence."""


@dataclass
class Done:
    """What an export came to.

    summary: what is in it, for the last line on the terminal. left_out: a sentence for each submission whose score
    could not be placed. remarks: sentences about anything else that a person should look at. place: where the result
    is, for a format that does not write to `out`.
    """

    summary: str
    left_out: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    place: str = ""


def counted(count: int, noun: str) -> str:
    """'1 submission', '2 submissions'."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def ungraded_answers(answers: int, submissions: int) -> str:
    """The sentence to staff about answers in words that nobody has graded yet; empty where there are none."""
    if not answers:
        return ""
    need = f"{counted(answers, 'written answer')} of {counted(submissions, 'submission')} need{'s' * (answers == 1)}"
    return f"{need} a manual grade: give it in formgrader (nbgrader)."


def notes_for_student(report: Report) -> list[str]:
    """Sentences about the submission as a whole: its status, its notes, lateness among them, and what still waits."""
    sentences = [feedback.status_sentence(report), *report.notes, feedback.waiting_sentence(report)]
    return [printable(sentence) for sentence in sentences if sentence]


def exercise_scores(report: Report) -> list[str]:
    """'01_linear: 15.88 of 18' for each notebook that was graded."""
    cells: dict[str, list[CellScore]] = {}
    for cell in report.cells:
        cells.setdefault(NOTEBOOK_OF.get(cell.grade_id, cell.grade_id), []).append(cell)
    return [_exercise_score(name, some) for name, some in cells.items()]


def _exercise_score(name: str, cells: list[CellScore]) -> str:
    points = number(total(cell.points for cell in cells), DECIMALS)
    most = number(total(cell.max_points for cell in cells), DECIMALS)
    bonus = " (bonus, not part of the score)" if name == BONUS_NOTEBOOK else ""
    waiting = total(cell.waiting for cell in cells)
    more = f", up to {number(waiting, DECIMALS)} more from a person" if waiting else ""
    return f"{printable(name.removesuffix('.ipynb'))}: {points} of {most}{more}{bonus}"


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that takes the place of `path` once it is whole: for what is too large for memory."""
    scratch = path.with_name(f".{path.name}.{secrets.token_hex(6)}.tmp")
    try:
        with open(scratch, "x", encoding="utf-8", newline="\n") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # a full disk may tell only now
        os.replace(scratch, path)
    except BaseException:
        with contextlib.suppress(OSError):
            scratch.unlink()
        raise
