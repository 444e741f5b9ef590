"""bpgrade selftest: the grader is graded. Planted bugs must lose points where they should, right solutions must not."""

import hashlib
from contextlib import closing
from pathlib import Path

from bpgrade.catalogue import hidden_tests
from bpgrade.classroom import Conditions, Task, grade_all, usable_jobs
from bpgrade.commands.errors import FAILED, CommandError
from bpgrade.commands.values import positive
from bpgrade.killmatrix import Matrix, as_markdown, judge
from bpgrade.planted import Planted, PlantedError, load_all
from bpgrade.release import ReleaseError, clone_root
from bpgrade.reports import terminal
from bpgrade.wall.build import LETTERS
from bpkit.files import write_atomically


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Grade the planted corpora of tests/planted/ through the real wall. Run it inside a clone."
    verb = verbs.add_parser("selftest", description=text)
    verb.add_argument("--jobs", type=positive, help="processes (default: one per core)")
    verb.add_argument("--secrets", type=positive, default=1, help="how many secrets to draw inputs from (default: 1)")
    verb.add_argument("--right-only", action="store_true", help="only the right solutions: hunts false alarms")
    verb.add_argument(
        "--check", action="store_true", help="write nothing; docs/kill-matrix.md must name every bug and test"
    )
    verb.add_argument("--isolation", choices=LETTERS, default="A", help="strongest level to try (default: A, full)")
    verb.set_defaults(run=run)


def run(options) -> int:
    """Exit status 0 when every verdict is as it should be, 1 otherwise."""
    try:
        root = clone_root(Path.cwd())
        folder = root / "tests" / "planted"
        planted = [*load_all(folder / "right", wrong=False)]
        planted = planted if options.right_only else [*load_all(folder / "wrong", wrong=True), *planted]
    except (ReleaseError, PlantedError) as error:
        raise CommandError(str(error)) from None
    count = 0
    for number, matrix in enumerate(_matrices(planted, options)):
        faults = [f"secret {number}: {fault}" for fault in matrix.faults]
        if number == 0 and not options.right_only:
            faults += _publish(matrix, root / "docs" / "kill-matrix.md", options.check)
        for fault in faults:
            print(fault, flush=True)
        count += len(faults)
    print(f"{len(planted)} planted submissions x {options.secrets} secrets: {count} faults")
    return FAILED if count else 0


def _secret(number: int) -> bytes:
    """Secrets of the selftest are fixed, so that its table is the same for everyone."""
    return hashlib.sha256(f"selftest {number}".encode()).hexdigest().encode()


def _matrices(planted: list[Planted], options) -> list[Matrix]:
    """One for each secret; all are graded in one go."""
    submissions = [(each.submission(), each.touches) for each in planted]
    conditions = [Conditions(_secret(number), options.isolation) for number in range(options.secrets)]
    tasks = [Task(submission, each, only) for each in conditions for submission, only in submissions]
    own = frozenset(test.id for test in hidden_tests() if test.layers == "own")
    verdicts = [None] * len(tasks)
    results = grade_all(tasks, usable_jobs(options.jobs, len(tasks)))
    with terminal.progress(len(tasks)) as progress, closing(results):
        for index, report in results:
            verdicts[index] = judge(planted[index % len(planted)], report, own)
            progress.advance(report)
    first = range(0, len(tasks), len(planted))
    return [Matrix(hidden_tests(), verdicts[start : start + len(planted)]) for start in first]


def _publish(matrix: Matrix, path: Path, check: bool) -> list[str]:
    """Print the figures; write the table, or say that it is not up to date."""
    on_values, diagnosed, wrong_hints = matrix.diagnosis()
    print(f"bugs: {len(matrix.wrong)}; right solutions: {len(matrix.right)}; hidden tests: {len(matrix.tests)}")
    print(f"right hint: {diagnosed} of {on_values} bugs that fail on values; wrong hints: {wrong_hints}")
    print(f"bugs killed by exactly one test: {len(matrix.hanging_by_a_thread())}")
    for test_id in matrix.idle():
        print(f"kills nothing: {test_id}")
    if not check:
        write_atomically(path, as_markdown(matrix))
        return []
    # the counts are not compared: how many tests a slow solution overruns depends on the machine
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    names = [verdict.planted.name for verdict in matrix.verdicts] + [test.id for test in matrix.tests]
    unnamed = [name for name in names if f"| {name} |" not in text]
    return [f"{path.name} does not name {name}: run bpgrade selftest and commit it" for name in unnamed]
