"""Grades many submissions: one Grader in this process, or one in each process of a pool."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import partial

from bpgrade.grading import Grader
from bpgrade.intake import Submission
from bpgrade.record import Report
from bpgrade.wall.build import build_wall

WORTH_A_POOL = 8  # below this many submissions per process, starting torch again costs more than it saves


@dataclass(frozen=True)
class Conditions:
    """What a grader has to know; travels to pool processes by value."""

    secret: bytes
    at_most: str = "A"
    allow_degraded: bool = False

    def grader(self) -> Grader:
        """A Grader under these conditions. Raises WallError when no wall can be had."""
        return Grader(partial(build_wall, self.at_most, self.allow_degraded), self.secret)


def usable_jobs(wanted: int | None, count: int) -> int:
    """How many processes to grade `count` submissions with; None leaves the choice to the machine."""
    if wanted:
        return min(wanted, count)
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, count // WORTH_A_POOL))


def grade_all(
    submissions: list[Submission], conditions: Conditions, jobs: int, only: list[frozenset[str]] | None = None
) -> Iterator[tuple[int, Report]]:
    """(index, report) of each submission, as they are finished. Close the iterator to stop early.

    Args:
        only: for each submission the notebooks whose tests are run; all when None.
    """
    work = list(zip(submissions, only or [None] * len(submissions), strict=True))
    if jobs == 1:
        grader = conditions.grader()
        try:
            yield from ((index, grader.grade(*each)) for index, each in enumerate(work))
        finally:
            grader.close()
        return
    context = multiprocessing.get_context("spawn")  # a fork would carry torch's locks along
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(conditions,))
    try:
        futures = {pool.submit(_grade, *each): index for index, each in enumerate(work)}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


_grader: Grader | None = None


def _begin(conditions: Conditions) -> None:
    global _grader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    _grader = conditions.grader()


def _grade(submission: Submission, only: frozenset[str] | None) -> Report:
    return _grader.grade(submission, only)
