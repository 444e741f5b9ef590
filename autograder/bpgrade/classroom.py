"""Grades many submissions: in this process, or in the processes of a pool, any of which may be killed."""

import contextlib
import os
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from bpgrade.grading import Grader
from bpgrade.intake import Submission
from bpgrade.processes import processes
from bpgrade.record import Report
from bpgrade.scoring import broken_record
from bpgrade.session import CALL_SECONDS
from bpgrade.wall.build import build_wall

WORTH_A_POOL = 8  # below this many submissions per process, starting torch again costs more than it saves
_BREAKS = 2  # pools that may break with a submission in hand before it is graded in a pool of its own
_GIVEN_UP = (
    f"The process that was grading this submission was ended {_BREAKS + 1} times, the last time with no other at work. "
    "Grade it again; should it happen again, find out what ends the process: as a rule the machine lacks memory."
)


@dataclass(frozen=True)
class Conditions:
    """What a grader has to know; travels to pool processes by value."""

    secret: bytes
    at_most: str = "A"
    allow_degraded: bool = False
    seconds: float = CALL_SECONDS

    def grader(self) -> Grader:
        """A Grader under these conditions. Raises WallError when no wall can be had."""
        return Grader(partial(build_wall, self.at_most, self.allow_degraded), self.secret, seconds=self.seconds)


class Task(NamedTuple):
    """One submission to grade. only: the notebooks whose tests are run; all when None."""

    submission: Submission
    conditions: Conditions
    only: frozenset[str] | None = None


def usable_jobs(wanted: int | None, count: int) -> int:
    """How many processes to grade `count` submissions with; None leaves the choice to the machine."""
    if wanted:
        return min(wanted, count)
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, count // WORTH_A_POOL))


def grade_all(tasks: list[Task], jobs: int) -> Iterator[tuple[int, Report]]:
    """(index, report) of each task, as they are finished. Close the iterator to stop early.

    Raises:
        WallError: no wall can be had.
    """
    return _in_this_process(tasks) if jobs == 1 else _in_pools(tasks, jobs, processes)


def _in_this_process(tasks):
    try:
        yield from ((index, grade_task(task)) for index, task in enumerate(tasks))
    finally:
        _put_away()


def _in_pools(tasks, jobs, pool):
    """Through one pool after the other: what a broken one had in hand is tried again, and at last alone."""
    waiting, alone, breaks = deque(range(len(tasks))), deque(), Counter()
    while waiting:
        # few at a time: only what a broken pool had in hand is under suspicion
        lost = yield from _in_one_pool(tasks, waiting, 2 * jobs, pool(jobs))
        breaks.update(lost)
        waiting.extend(index for index in lost if breaks[index] < _BREAKS)
        alone.extend(index for index in lost if breaks[index] == _BREAKS)
    while alone:
        for index in (yield from _in_one_pool(tasks, alone, 1, pool(1))):
            submission, conditions, only = tasks[index]
            yield index, broken_record(submission, conditions.secret, _GIVEN_UP, only)


def _in_one_pool(tasks, waiting, at_once, pool):
    """(index, report) of what is waiting, until all is done or the pool breaks. Returns what it had in hand then."""
    in_hand, broken = {}, False
    with pool as executor:
        while not broken:
            with contextlib.suppress(BrokenExecutor):  # its futures say so too
                while waiting and len(in_hand) < at_once:
                    in_hand[executor.submit(grade_task, tasks[waiting[0]])] = waiting[0]
                    waiting.popleft()
            if not in_hand:
                break
            for future in wait(in_hand, return_when=FIRST_COMPLETED).done:
                if isinstance(future.exception(), BrokenExecutor):
                    broken = True
                else:
                    yield in_hand.pop(future), future.result()
    return list(in_hand.values())


_kept: dict[Conditions, Grader] = {}  # the Grader of this process: never more than one


def grade_task(task: Task) -> Report:
    """What an executor runs: the report of one task, by a Grader that is kept for the next one."""
    if task.conditions not in _kept:
        _put_away()
        _kept[task.conditions] = task.conditions.grader()
    return _kept[task.conditions].grade(task.submission, task.only)


def _put_away():
    while _kept:
        _kept.popitem()[1].close()
