"""bpgrade grade: from submissions to reports."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from bpgrade.classroom import Conditions, grade_all, usable_jobs
from bpgrade.commands.errors import DEGRADED, CommandError
from bpgrade.intake import Submission, UsageError, find_submissions, safe_name
from bpgrade.output import write_atomically
from bpgrade.record import Outcome, Report, Status
from bpgrade.reports import feedback, grades_csv, terminal
from bpgrade.secret import load_secret
from bpgrade.wall.build import LETTERS, Degraded
from bpgrade.wall.levels import WallError


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
    verb.add_argument("--allow-degraded", action="store_true", help="go on where student code cannot be confined")


def positive(text: str) -> int:
    """A number of processes, secrets, and the like."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def run(options) -> int:
    """Grade, report, and say where the reports are."""
    try:
        submissions = find_submissions(options.paths)
    except UsageError as error:
        raise CommandError(str(error)) from None
    reports = grade_into(options.out, submissions, options)
    terminal.print_table(reports)
    return conclude(reports, len(submissions), options.out)


def grade_into(out: Path, submissions: list[Submission], options) -> list[Report]:
    """Grade into a folder: <id>/report.json and <id>/feedback.html each, then grades.csv. Ctrl-C keeps what is done."""
    conditions = _conditions(options)
    _prepare(out)
    reports, stopped = {}, False
    results = grade_all(submissions, conditions, usable_jobs(options.jobs, len(submissions)))
    try:
        with terminal.progress(len(submissions)) as progress:
            for index, report in results:
                _write(out, report)
                reports[index] = report
                progress.advance(report)
    except KeyboardInterrupt:
        stopped = True
    except WallError as error:
        raise CommandError(str(error), DEGRADED if isinstance(error, Degraded) else 1) from None
    finally:
        results.close()
    in_order = [reports[index] for index in sorted(reports)]
    grades_csv.write(in_order, out / "grades.csv")
    if stopped:
        print(f"Stopped: {len(reports)} of {len(submissions)} submissions are graded.", file=sys.stderr)
    return in_order


def _conditions(options) -> Conditions:
    try:
        secret = load_secret(options.secret_file)
    except (OSError, ValueError) as error:
        raise CommandError(f"The secret cannot be read: {error}") from None
    return Conditions(secret, options.isolation, options.allow_degraded)


def _prepare(out: Path) -> None:
    """Find out before the work, not after it, whether reports can be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_atomically(out / ".writable", "")
        (out / ".writable").unlink()
    except OSError as error:
        raise CommandError(f"Reports cannot be written to {out}: {error.strerror}.") from None


def _write(out: Path, report: Report) -> None:
    folder = out / safe_name(report.submission_id)
    try:
        folder.mkdir(exist_ok=True)
        write_atomically(folder / "feedback.html", feedback.render(report))
        report.save(folder / "report.json")  # last: where it is, everything is
    except OSError as error:
        raise CommandError(f"A report cannot be written to {folder}: {error.strerror}.", 1) from None


def conclude(reports: list[Report], expected: int, out: Path) -> int:
    """The last lines on the terminal, and the exit status."""
    kinds = Counter(report.status.value for report in reports)
    counts = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
    print(f"{len(reports)} submission{'' if len(reports) == 1 else 's'}: {counts}")
    for level in sorted({report.isolation for report in reports}):
        print(f"isolation: {level}")
    broken = sum(test.outcome is Outcome.BROKEN for report in reports for test in report.tests)
    if broken:
        print(
            f"{broken} tests broke through no fault of a student; their points were kept. See `staff` in report.json."
        )
    print(f"grades: {out / 'grades.csv'}; a report.json and a feedback.html for each submission below {out}")
    unread = any(report.status in (Status.UNREADABLE, Status.EMPTY) for report in reports)
    return 1 if broken or unread or len(reports) < expected else 0
