"""The floor under any such grader: the hidden tests on a class, warm, in one process, without walls or reports.

`python bench/floor.py CLASS [--rounds 3] [--json FILE]`. Counted: taking the definitions out of the notebooks and
running them, all hidden tests, torch, and explaining and scoring what failed. Left out: reading submissions, processes,
the wire, time limits, reports. Arrays are copied on their way in and out, as by the wire: hidden tests rely on it.
"""

import argparse
import contextlib
import io
import json
import os
import statistics
import sys
import time
from pathlib import Path
from unittest import mock

import numpy as np

from bpgrade import grading
from bpgrade.classroom import Conditions
from bpgrade.intake import UsageError, find_submissions
from bpgrade.rehearsal import Rehearsal
from bpgrade.wall import wire, worker
from bpgrade.wall.client import StudentError
from bpgrade.wall.launch import ENVIRONMENT
from bpkit import notebooks

SECRET = b"a secret for measuring the floor"


class Room:
    """Stands where the wall would be: student code runs in this very process. For measuring only."""

    level = "none: a room without walls, for measuring"

    def spawn(self):
        """A worker that is no process."""
        return Guest()

    def close(self):
        """There is nothing to take down."""


class Guest:
    """Answers as client.Worker does, by way of the same Desk. Nothing stops code that hangs."""

    def __init__(self):
        self.desk, self.alive, self.printed = worker.Desk(), True, ""

    def ask(self, operation, *arguments, seconds):
        """What an operation gives."""
        return self.run([[operation, list(arguments)]], seconds)

    def run(self, steps, seconds):
        """What the last step gives; `seconds` is not kept."""
        try:
            with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
                for operation, arguments in steps:
                    value = getattr(self.desk, operation)(*copied(arguments))
                return copied(value, self.desk.keep)
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # a student's SystemExit, too, is an answer
            raise StudentError(self.desk.reason(error) or worker.describe(error)) from error

    def close(self):
        """Let go of everything."""
        self.alive = False


def copied(value, keep=None):
    """A value as it would arrive at the other side: fresh arrays in their layout; what cannot cross is kept."""
    kind = type(value)
    if kind is np.ndarray and value.dtype.str in wire.DTYPES:
        return _fresh(value)
    if kind in (list, tuple):
        return kind([copied(item, keep) for item in value])
    if kind is dict:
        return {key: copied(item, keep) for key, item in value.items()}
    plain = value is None or kind in (bool, int, float, str, wire.Handle) or isinstance(value, np.generic)
    return value if plain or keep is None else keep(value)


def _fresh(array):
    if array.flags.c_contiguous or array.flags.f_contiguous or not array.ndim:
        return array.copy(order="K")
    wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), array.dtype)
    wide[..., ::2] = array
    return wide[..., ::2]


class Table(grading.Bench):
    """A submission on the table, nothing kept for the next one."""

    def run(self, test):
        """Run one hidden test; raises what it raises."""
        with np.errstate(all="ignore"):
            test.function(**self.fixtures(test, Rehearsal()), **test.parameters)
        self.flush(test)


@contextlib.contextmanager
def grader(secret: bytes = SECRET):
    """A Grader whose workers are in this process."""
    # A Desk points import_from at its notebooks, in a jailed process for good: here that has to end.
    restored = mock.patch.object(notebooks, "library", notebooks.library)
    with restored, mock.patch.object(grading, "Bench", Table):
        yield grading.Grader(Room, secret)


def scores(submissions, secret: bytes = SECRET) -> dict[str, float]:
    """Submission id -> score. Also warms everything up for `measure`."""
    with grader(secret) as table:
        return {submission.id: table.grade(submission).score for submission in submissions}


def walled_scores(submissions, secret: bytes = SECRET) -> dict[str, float]:
    """The same behind real walls: what the floor must agree with."""
    walled = Conditions(secret, allow_degraded=True).grader()
    try:
        return {submission.id: walled.grade(submission).score for submission in submissions}
    finally:
        walled.close()


def measure(submissions, rounds: int) -> dict[str, float]:
    """Median wall-clock and CPU seconds for one submission, on one core."""
    wall, cpu = [], []
    with grader() as table:
        for _ in range(rounds):
            started, used = time.perf_counter(), time.process_time()
            for submission in submissions:
                table.grade(submission)
            wall.append((time.perf_counter() - started) / len(submissions))
            cpu.append((time.process_time() - used) / len(submissions))
    return {"seconds": statistics.median(wall), "cpu": statistics.median(cpu)}


def main():
    if any(os.environ.get(name) != value for name, value in ENVIRONMENT.items()):
        # numpy reads these when it is imported: one thread, as in the jail
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **ENVIRONMENT})
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path, metavar="CLASS")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    try:
        submissions = find_submissions(options.paths)
    except UsageError as error:
        parser.error(str(error))
    floor = scores(submissions)
    walled = walled_scores(submissions)
    if floor != walled:
        differ = ", ".join(name for name in floor if floor[name] != walled[name])
        sys.exit(f"floor.py: without walls these submissions get other scores, so the floor is none: {differ}.")
    figures = measure(submissions, options.rounds)
    print(f"{len(submissions)} submissions, scores as behind the wall; median of {options.rounds} rounds:")
    print(f"{figures['seconds']:.4f} s, CPU {figures['cpu']:.4f} s for a submission on one core")
    if options.json:
        options.json.write_text(json.dumps({**figures, "scores": floor}) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
