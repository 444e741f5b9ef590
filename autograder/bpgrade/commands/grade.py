"""bpgrade grade: from submissions to reports."""

import argparse
import math
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bpgrade.classroom import Conditions, Task, grade_all, usable_jobs
from bpgrade.commands.errors import FAILED, STOPPED, USAGE, CommandError
from bpgrade.intake import Submission, UsageError, find_submissions, safe_name
from bpgrade.record import Outcome, Report, Status
from bpgrade.reports import feedback, grades_csv, terminal
from bpgrade.secret import load_secret
from bpgrade.session import CALL_SECONDS
from bpgrade.wall.build import LETTERS
from bpkit.files import write_atomically


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Grade a notebook, a folder or zip of notebooks, a folder or zip of those, or an nbgrader submitted/ tree."
    verb = verbs.add_parser("grade", help="grade submissions", description=text)
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="what was handed in")
    verb.add_argument("--out", type=Path, default=Path("graded"), help="folder for the reports (default: graded)")
    add_grading_options(verb)
    verb.set_defaults(run=run)


def add_grading_options(verb: argparse.ArgumentParser) -> None:
    """Options of every verb that runs student code."""
    verb.add_argument("--jobs", type=positive, help="processes (default: one per core for a large class)")
    verb.add_argument("--secret-file", type=Path, help="the secret that hidden inputs are drawn from")
    verb.add_argument("--isolation", choices=LETTERS, default="A", help="strongest level to try (default: A, full)")
    verb.add_argument(
        "--time-limit", type=seconds, default=CALL_SECONDS, metavar="SECONDS",
        help=f"what one call of student code may take (default: {CALL_SECONDS:g})",
    )  # fmt: skip
    verb.add_argument("--allow-degraded", action="store_true", help="go on where student code cannot be confined")


def positive(text: str) -> int:
    """A number of processes, secrets, and the like."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def seconds(text: str) -> float:
    """A time limit."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0.1 <= value <= 3600:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds from 0.1 to 3600")
    return value


def run(options) -> int:
    """Grade, report, and say where the reports are."""
    try:
        submissions = find_submissions(options.paths)
    except UsageError as error:
        raise CommandError(str(error)) from None
    reports = grade_into(options.out, submissions, options)
    terminal.print_table(reports)
    return conclude(reports, options.out)


def grade_into(out: Path, submissions: list[Submission], options) -> list[Report]:
    """Grade into a folder: <id>/report.json and <id>/feedback.html each, then grades.csv. Ctrl-C keeps what is done."""
    conditions = _conditions(options)
    _prepare(out)
    results = grade_all([Task(each, conditions) for each in submissions], usable_jobs(options.jobs, len(submissions)))
    reports = {}
    try:
        with terminal.progress(len(submissions)) as progress, closing(results):
            for index, report in results:
                _write(out, report)
                reports[index] = report
                progress.advance(report)
    except KeyboardInterrupt:
        _write_grades(out, reports)
        done = f"{len(reports)} of {len(submissions)} submissions are graded"
        raise CommandError(f"Stopped: {done}; their reports are below {out}.", STOPPED) from None
    return _write_grades(out, reports)


def _conditions(options) -> Conditions:
    try:
        secret = load_secret(options.secret_file)
    except (OSError, ValueError) as error:
        raise CommandError(f"The secret cannot be read: {error}") from None
    return Conditions(secret, options.isolation, options.allow_degraded, options.time_limit)


def _prepare(out: Path) -> None:
    """Find out before the work, not after it, whether reports can be written; clear up after a killed grader."""
    with _writing_to(out, USAGE):
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
        for pattern in (".grades.csv.*.tmp", "*/.report.json.*.tmp", "*/.feedback.html.*.tmp"):
            for scratch in out.glob(pattern):
                scratch.unlink()


def _write(out: Path, report: Report) -> None:
    folder = out / safe_name(report.submission_id)
    with _writing_to(folder):
        folder.mkdir(exist_ok=True)
        write_atomically(folder / "feedback.html", feedback.render(report))
        report.save(folder / "report.json")  # last: where it is, everything is


def _write_grades(out: Path, reports: dict[int, Report]) -> list[Report]:
    in_order = [reports[index] for index in sorted(reports)]
    with _writing_to(out):
        grades_csv.write(in_order, out / "grades.csv")
    return in_order


@contextmanager
def _writing_to(folder: Path, status: int = FAILED) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"Reports cannot be written to {folder}: {error.strerror}.", status) from None


def broken_tests(reports: list[Report]) -> int:
    """How many tests broke through no fault of a student."""
    return sum(test.outcome is Outcome.BROKEN for report in reports for test in report.tests)


def conclude(reports: list[Report], out: Path) -> int:
    """The last lines on the terminal, and the exit status."""
    kinds = Counter(report.status.value for report in reports)
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{len(reports)} submission{'' if len(reports) == 1 else 's'}: {counts}")
    for level in sorted({report.isolation for report in reports}):
        print(f"isolation: {level}")
    broken = broken_tests(reports)
    if broken:
        kept = "their points were kept. See `staff` in report.json."
        print(f"{broken} tests broke through no fault of a student; {kept}")
    print(f"grades: {out / 'grades.csv'}; a report.json and a feedback.html for each submission below {out}")
    unread = any(report.status in (Status.UNREADABLE, Status.EMPTY) for report in reports)
    return FAILED if broken or unread else 0
