"""Grades what nbgrader is about to look at, in a process of its own: torch and workers stay out of Jupyter's server.

Reads [[student, folder], ...] as JSON from standard input.
"""

import argparse
import json
import sys
from pathlib import Path

from bpgrade import cli
from bpgrade.commands.batch import Batch
from bpgrade.commands.grade import add_grading_options, conditions
from bpgrade.intake import pending_of_student


def main() -> int:
    """Exit status 0 when there is a report for everyone."""
    parser = argparse.ArgumentParser(prog="c.SubmittedNotebooks.grade_options", add_help=False)
    parser.add_argument("--out", type=Path, required=True)
    add_grading_options(parser)
    parser.set_defaults(run=_run)
    return cli.carry_out(parser.parse_args())


def _run(options: argparse.Namespace) -> int:
    pending = [pending_of_student(Path(folder), student) for student, folder in json.load(sys.stdin)]
    # The next run may be about one student: that must not take the others out of a grades.csv.
    batch = Batch(options.out, pending, conditions(options), table=False)
    batch.run(options.jobs)
    print(f"{batch.taken_over} unchanged and taken over, {len(pending) - batch.taken_over} graded")
    return 0


if __name__ == "__main__":
    sys.exit(main())
