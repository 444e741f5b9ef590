"""bpgrade grade: from submissions to reports."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack, contextmanager
from datetime import UTC
from pathlib import Path

from bpgrade.classroom import Conditions, PoolError
from bpgrade.commands.batch import Batch
from bpgrade.commands.errors import FAILED, USAGE, CommandError
from bpgrade.commands.late_options import add_late_options, policy_from
from bpgrade.commands.values import positive, seconds
from bpgrade.exports.common import ungraded_answers
from bpgrade.intake import UsageError, find_pending
from bpgrade.lateness import unknown_ids
from bpgrade.record import Outcome, Status
from bpgrade.reports import terminal
from bpgrade.secret import load_secret
from bpgrade.session import CALL_SECONDS
from bpgrade.summary import Kept, Summary
from bpgrade.wall.build import LETTERS


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Grade a notebook, a folder or zip of notebooks, a folder or zip of those, or an nbgrader submitted/ tree."
    verb = verbs.add_parser("grade", description=text)
    verb.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="what was handed in")
    verb.add_argument("--out", type=Path, default=Path("graded"), help="folder for the reports (default: graded)")
    verb.add_argument("--dask", metavar="ADDRESS", help="grade on the Dask cluster of this scheduler: docs/cluster.md")
    verb.add_argument("--fresh", action="store_true", help="grade what has not changed since the last run, too")
    add_grading_options(verb)
    add_late_options(verb)
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


def run(options) -> int:
    """Grade, report, and say where the reports are."""
    if options.dask and options.jobs:
        raise CommandError("--jobs is about processes of this machine: leave it out, or --dask.")
    batch, summaries = grade_into(
        options.out, options.paths, options, policy_from(options), options.fresh, options.dask
    )
    terminal.print_table(summaries)
    if batch.taken_over:
        anew = len(summaries) - batch.taken_over
        print(f"{batch.taken_over} unchanged since the last run and taken over, {anew} graded")
    return conclude(summaries, options.out)


def grade_into(
    out: Path, paths: Iterable[Path], options, policy=None, fresh: bool = False, dask: str | None = None
) -> tuple[Batch, Kept]:
    """Grade what lies at some paths into a folder: <id>/report.json and <id>/feedback.html each, then grades.csv."""
    with ExitStack() as stack:
        try:
            pending = find_pending(paths, stack, policy.due.tzinfo if policy else UTC)
        except UsageError as error:
            raise CommandError(str(error)) from None
        if policy is not None:
            for submission_id in unknown_ids(policy, [each.id for each in pending]):
                print(f"bpgrade: --extensions names {submission_id}, who has handed in nothing.", file=sys.stderr)
        batch = Batch(out, pending, conditions(options), policy, fresh)
        return batch, batch.run(options.jobs, stack.enter_context(_cluster(dask)) if dask else None)


@contextmanager
def _cluster(address):
    """The workers of a Dask cluster, or a sentence why they are of no use."""
    from bpgrade import cluster

    with ExitStack() as stack:
        try:
            pools = stack.enter_context(cluster.pools(address))
        except PoolError as error:
            raise CommandError(str(error), USAGE if error.usage else FAILED) from None
        yield pools


def conditions(options) -> Conditions:
    """How the options of `add_grading_options` have student code graded."""
    try:
        secret = load_secret(options.secret_file)
    except (OSError, ValueError) as error:
        raise CommandError(f"The secret cannot be read: {error}") from None
    return Conditions(secret, options.isolation, options.allow_degraded, options.time_limit)


def broken_tests(summaries: Iterable[Summary]) -> int:
    """How many tests broke through no fault of a student."""
    return sum(summary.outcomes.get(Outcome.BROKEN, 0) for summary in summaries)


def conclude(reports: Kept, out: Path) -> int:
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
    manual = [count for report in reports if (count := report.outcomes.get(Outcome.MANUAL, 0))]
    if manual:
        print(ungraded_answers(sum(manual), len(manual)))
    print(f"grades: {out / 'grades.csv'}; a report.json and a feedback.html for each submission below {out}")
    unread = any(report.status in (Status.UNREADABLE, Status.EMPTY) for report in reports)
    return FAILED if broken or unread else 0
