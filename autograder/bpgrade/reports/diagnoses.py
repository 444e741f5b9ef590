"""What a class got wrong most: the hints that students were given, grouped and counted."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import zip_longest

from bpgrade.output import printable
from bpgrade.record import Outcome, Report, TestResult
from bpgrade.reports.item_analysis import left_out

# A test that was not tried, or that broke, says nothing about what the student got wrong.
_SILENT = (Outcome.PASSED, Outcome.SKIPPED, Outcome.BROKEN)
# Hints name sizes of the hidden case, so one mistake comes with many numbers. Digits within a word stay: 04_sgd.ipynb.
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:e[-+]?\d+)?(?!\w)")


@dataclass
class Diagnosis:
    """One mistake, by its sentence.

    Attributes:
        students: how many students were given it, however many of their tests say it.
        exercises: grade cell -> how many students were given it there.
    """

    between: tuple[str, ...]
    students: int = 0
    exercises: Counter[str] = field(default_factory=Counter)
    _numbers: list[str] | None = None

    def add(self, wordings: set[str], grade_ids: set[str]) -> None:
        """Count one student: the sentences as that student read them, and where."""
        self.students += 1
        self.exercises.update(grade_ids)
        for numbers in map(_NUMBER.findall, wordings):
            pairs = zip(self._numbers or numbers, numbers, strict=True)
            self._numbers = [known if known == number else "…" for known, number in pairs]

    @property
    def sentence(self) -> str:
        """The sentence, without the numbers in which students' wordings differ."""
        return "".join(part for pair in zip_longest(self.between, self._numbers, fillvalue="") for part in pair)


class Diagnoses:
    """The diagnoses of a class; reports are added one at a time and not kept."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, ...], Diagnosis] = {}

    def add(self, report: Report) -> None:
        """Count every diagnosis of this report once, and once in each exercise."""
        given: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        for test in filter(_tells, report.judged):
            text = printable(test.hint or test.what)
            if text:
                given.setdefault(tuple(_NUMBER.split(text)), []).append((text, test.grade_id))
        for between, places in given.items():
            diagnosis = self._found.setdefault(between, Diagnosis(between))
            diagnosis.add({text for text, _ in places}, {grade_id for _, grade_id in places})

    def commonest(self, most: int = 15) -> list[Diagnosis]:
        """The diagnoses that most students were given; ties in alphabetical order."""
        return sorted(self._found.values(), key=lambda each: (-each.students, each.sentence))[:most]


def _tells(test: TestResult) -> bool:
    return test.outcome not in _SILENT and not left_out(test)
