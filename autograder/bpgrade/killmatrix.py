"""What the planted corpora say about the hidden tests: which test kills which bug, and what is wrong with that."""

from collections import defaultdict
from dataclasses import dataclass, field

from bpgrade.catalogue import HiddenTest
from bpgrade.planted import Planted
from bpgrade.record import Outcome, Report


@dataclass(frozen=True)
class Verdict:
    """One planted submission and what the grader made of it.

    Attributes:
        planted: the submission.
        killers: ids of the tests that did not pass, those skipped left out.
        faults: sentences on what the grader got wrong; empty when all is well.
        on_values: whether a test failed on a value, so that a diagnosis could be expected.
        diagnosed: whether it got the hint it should.
    """

    planted: Planted
    killers: tuple[str, ...]
    faults: tuple[str, ...]
    on_values: bool
    diagnosed: bool


def judge(planted: Planted, report: Report, own: frozenset[str]) -> Verdict:
    """Hold a report against what its planted file says.

    Args:
        own: ids of the tests that run all of a student's modules together; they may fail for any bug.
    """
    not_passed = [test for test in report.judged if test.outcome is not Outcome.PASSED]
    hit = {test.grade_id for test in not_passed if test.test_id not in own}
    hints = {test.hint for test in not_passed if test.hint and test.outcome is Outcome.FAILED}
    fitting = {hint for hint in hints if any(part in hint for part in planted.hints)}
    faults = [f"{test.test_id} is BROKEN: {test.staff}" for test in not_passed if test.outcome is Outcome.BROKEN]
    if planted.loses:
        faults += [f"survives in {cell}" for cell in sorted(planted.loses - hit)]
        faults += [f"costs points in {cell}" for cell in sorted(hit - planted.loses)]
        faults += [f"gets a wrong hint: {hint}" for hint in sorted(hints - fitting)]
    else:
        faults += [f"false alarm of {test.test_id}: {test.what}" for test in not_passed]
    killers = tuple(test.test_id for test in not_passed if test.outcome is not Outcome.SKIPPED)
    on_values = any(" is wrong" in test.what and test.test_id not in own for test in not_passed)
    return Verdict(planted, killers, tuple(faults), on_values, bool(fitting))


@dataclass
class Matrix:
    """All verdicts together."""

    tests: tuple[HiddenTest, ...]
    verdicts: list[Verdict] = field(default_factory=list)

    @property
    def wrong(self) -> list[Verdict]:
        """The verdicts on planted bugs."""
        return [verdict for verdict in self.verdicts if verdict.planted.loses]

    @property
    def right(self) -> list[Verdict]:
        """The verdicts on right solutions."""
        return [verdict for verdict in self.verdicts if not verdict.planted.loses]

    @property
    def faults(self) -> list[str]:
        """Everything that the grader got wrong."""
        return [f"{verdict.planted.name} {fault}" for verdict in self.verdicts for fault in verdict.faults]

    def kills(self) -> dict[str, list[str]]:
        """Test id -> names of the bugs it kills."""
        table = defaultdict(list)
        for verdict in self.wrong:
            for test_id in verdict.killers:
                table[test_id].append(verdict.planted.name)
        return table

    def idle(self) -> list[str]:
        """Tests that kill nothing."""
        kills = self.kills()
        return [test.id for test in self.tests if test.id not in kills]

    def hanging_by_a_thread(self) -> dict[str, str]:
        """Bug -> the one test that kills it."""
        return {verdict.planted.name: verdict.killers[0] for verdict in self.wrong if len(verdict.killers) == 1}

    def diagnosis(self) -> tuple[int, int, int]:
        """(bugs that fail on values, those with the right hint, hints that are wrong)."""
        on_values = [verdict for verdict in self.wrong if verdict.on_values]
        wrong_hints = sum(fault.startswith("gets a wrong hint") for verdict in self.wrong for fault in verdict.faults)
        return len(on_values), sum(verdict.diagnosed for verdict in on_values), wrong_hints


def as_markdown(matrix: Matrix) -> str:
    """docs/kill-matrix.md: the same text for the same verdicts."""
    parts = (_figures(matrix), _table_of_tests(matrix), _table_of_bugs(matrix), _table_of_right_ones(matrix))
    return "\n".join(line for part in parts for line in part) + "\n"


def _figures(matrix):
    on_values, diagnosed, wrong_hints = matrix.diagnosis()
    return [
        "# The kill matrix",
        "",
        "Made by `bpgrade selftest`; do not edit. Every planted bug goes through the real wall and has to lose points",
        "in the grade cells it names and nowhere else; every right solution has to keep them all.",
        "",
        "| | |",
        "|---|---|",
        f"| planted bugs | {len(matrix.wrong)} |",
        f"| survivors | {sum('survives' in fault for fault in matrix.faults)} |",
        f"| right but different solutions | {len(matrix.right)} |",
        f"| false alarms among them | {sum('false alarm' in fault for fault in matrix.faults)} |",
        f"| hidden tests | {len(matrix.tests)} |",
        f"| bugs that fail on values | {on_values} |",
        f"| of these with the right hint | {diagnosed} ({diagnosed / max(1, on_values):.0%}) |",
        f"| wrong hints | {wrong_hints} |",
        "",
    ]


def _table_of_tests(matrix):
    kills, alone = matrix.kills(), list(matrix.hanging_by_a_thread().values())
    head = [
        "## Hidden tests, and how many bugs each kills",
        "",
        "| test | grade cell | kills | alone |",
        "|---|---|--:|--:|",
    ]
    rows = [f"| {t.id} | {t.grade_id} | {len(kills.get(t.id, []))} | {alone.count(t.id)} |" for t in matrix.tests]
    return [*head, *rows, ""]


def _table_of_bugs(matrix):
    lines = [
        "## Bugs, and what kills them",
        "",
        "| bug | what it is | loses | tests | example |",
        "|---|---|---|--:|---|",
    ]
    for verdict in matrix.wrong:
        loses = ", ".join(sorted(verdict.planted.loses))
        first = verdict.killers[0] if verdict.killers else ""
        lines.append(f"| {verdict.planted.name} | {_title(verdict)} | {loses} | {len(verdict.killers)} | {first} |")
    return [*lines, ""]


def _table_of_right_ones(matrix):
    head = ["## Right but different", "", "| solution | what is unusual |", "|---|---|"]
    return head + [f"| {verdict.planted.name} | {_title(verdict)} |" for verdict in matrix.right]


def _title(verdict):
    return verdict.planted.title.split("\n")[0].replace("|", "\\|")
