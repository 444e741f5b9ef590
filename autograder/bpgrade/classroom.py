"""Grades many submissions: in this process, or by the workers of an executor, any of which may be killed."""

import contextlib
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from bpgrade import stopping
from bpgrade.intake import Submission
from bpgrade.processes import processes
from bpgrade.record import Report, TestResult
from bpgrade.session import CALL_SECONDS
from bpgrade.wall.build import build_wall

if TYPE_CHECKING:
    from bpgrade.grading import Grader

WORTH_A_POOL = 8  # below this many submissions per process, starting torch again costs more than it saves
_BREAKS = 2  # pools that may break with a submission in hand before it is graded in a pool of its own
_LOOK = 5.0  # seconds after which it is looked whether workers have come or gone
_CUTS = 3  # times in a row that a pool may be cut off before it has given a result
_GIVEN_UP = (
    "The process that was grading this submission was ended each time it was tried, the last time with no other at "
    "work. Grade it again; should it happen again, find out what ends the process: as a rule the machine lacks memory."
)


@dataclass(frozen=True)
class Conditions:
    """What a grader has to know; travels to other processes by value."""

    secret: bytes
    at_most: str = "A"
    allow_degraded: bool = False
    seconds: float = CALL_SECONDS

    def grader(self) -> "Grader":
        """A Grader under these conditions. Raises WallError when no wall can be had."""
        with stopping.at_once():
            from bpgrade.catalogue import hidden_tests
            from bpgrade.grading import Grader  # torch: whoever finds that nothing is to be graded does without

            hidden_tests()  # collected once, which imports them

        return Grader(partial(build_wall, self.at_most, self.allow_degraded), self.secret, seconds=self.seconds)


class Task(NamedTuple):
    """One submission to grade.

    only: the notebooks whose tests are run; all when None. kept: results of other notebooks, from an earlier report.
    """

    submission: Submission
    conditions: Conditions
    only: frozenset[str] | None = None
    kept: tuple[TestResult, ...] = ()


class PoolError(Exception):
    """Workers cannot be had, or are lost.

    Args:
        what: the fact, the beginning of a sentence. remedy: what to do about it, its end.
        usage: whether the command line was wrong.
    """

    def __init__(self, what: str, remedy: str, usage: bool = False):
        super().__init__(what, remedy, usage)  # all of them, as it may come from another machine
        self.what, self.usage = what, usage

    def __str__(self):
        return f"{self.what}: {self.args[1]}."


class Pools(NamedTuple):
    """Where executors come from.

    open: callable(number of workers) -> context manager that gives an Executor; broken: the exceptions by which its
    futures say that a worker ended and the pool with it; killed: those by which one says that its task ended workers,
    while the pool goes on; workers: callable(Executor) -> how many it has now, where that changes. A future that is
    cancelled says that the pool was cut off and nobody is to blame. open and workers may raise PoolError.
    """

    open: Callable[[int], AbstractContextManager[Executor]] = processes
    broken: tuple[type[BaseException], ...] = (BrokenExecutor,)
    killed: tuple[type[BaseException], ...] = ()
    workers: Callable[[Executor], int] | None = None


def usable_jobs(wanted: int | None, count: int) -> int:
    """How many processes to grade `count` submissions with; None leaves the choice to the machine."""
    if wanted:
        return min(wanted, count)
    return max(1, min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, count // WORTH_A_POOL))


class Work(NamedTuple):
    """What is done with a task. do: by a worker; give_up: here, when no worker came through it alive."""

    do: Callable[[Any], Any]
    give_up: Callable[[Any], Any]


def grade_all(tasks: Sequence, jobs: int, work: Work | None = None, pools: Pools | None = None) -> Iterator[tuple]:
    """(index, what became of it) of each task, as they are finished. Close the iterator to stop early.

    Args:
        tasks: looked up when their turn comes, a few at a time, so that they may be made on demand.
        jobs: how many workers.
        work: reports of Tasks unless said otherwise.
        pools: processes of this machine unless said otherwise; None with one job is this process.
    Raises:
        WallError: no wall can be had.
        PoolError: workers are not to be had.
    """
    work = work or Work(grade_task, give_up)
    if jobs == 1 and pools is None:
        return _in_this_process(tasks, work)
    return _InPools(tasks, jobs, work, pools or Pools()).results()


def _in_this_process(tasks, work):
    try:
        yield from ((index, work.do(tasks[index])) for index in range(len(tasks)))
    finally:
        put_away()


class _InPools:
    """Through one pool after the other: what a broken one had in hand is tried again, and at last alone."""

    def __init__(self, tasks, jobs, work, pools):
        self._tasks, self._jobs, self._work, self._pools = tasks, jobs, work, pools
        self._waiting, self._alone, self._breaks, self._cuts = deque(range(len(tasks))), deque(), Counter(), 0

    def results(self):
        """(index, result) of each task."""
        while self._waiting:
            blamed = yield from self._in_one_pool(self._waiting, alone=False)
            self._breaks.update(blamed)
            self._waiting.extend(index for index in blamed if self._breaks[index] < _BREAKS)
            self._alone.extend(index for index in blamed if self._breaks[index] >= _BREAKS)
        while self._alone:
            for index in (yield from self._in_one_pool(self._alone, alone=True)):
                yield index, self._work.give_up(self._tasks[index])

    def _in_one_pool(self, waiting, alone):
        """(index, result) of what is waiting, until all is done or the pool ends. Returns {index: how many breaks}."""
        in_hand, blamed, broken, cut = {}, {}, False, False
        with self._pools.open(1 if alone else self._jobs) as executor:
            while not (broken or cut):
                self._hand_out(executor, waiting, in_hand, 1 if alone else self._room(executor))
                if not in_hand:
                    break
                for future in wait(in_hand, self._pools.workers and _LOOK, FIRST_COMPLETED).done:
                    if future.cancelled():
                        cut = True
                    elif isinstance(future.exception(), self._pools.broken):
                        broken = True
                    elif isinstance(future.exception(), self._pools.killed):
                        blamed[in_hand.pop(future)] = _BREAKS  # it has been tried often enough in company
                    else:
                        self._cuts = 0
                        yield in_hand.pop(future), future.result()
        if cut:
            self._cut_off(in_hand, waiting)
        return blamed if cut else blamed | dict.fromkeys(in_hand.values(), 1)

    def _hand_out(self, executor, waiting, in_hand, room):
        with contextlib.suppress(*self._pools.broken):  # its futures say so too
            while waiting and len(in_hand) < room:
                in_hand[executor.submit(self._work.do, self._tasks[waiting[0]])] = waiting[0]
                waiting.popleft()

    def _room(self, executor):
        """How many tasks to have in hand: few, as only what a broken pool had in hand is under suspicion."""
        return 2 * (self._pools.workers(executor) if self._pools.workers else self._jobs)

    def _cut_off(self, in_hand, waiting):
        """What a pool had in hand when it was cut off waits again."""
        self._cuts += 1
        if self._cuts > _CUTS:
            raise PoolError(f"The workers were cut off {self._cuts} times in a row", "see what becomes of them")
        waiting.extendleft(sorted(in_hand.values(), reverse=True))


_kept: dict[Conditions, "Grader"] = {}  # the Grader of this process: never more than one
_one_at_a_time = threading.Lock()  # a cluster's worker may have threads


def grade_task(task: Task) -> Report:
    """What an executor runs: the report of one task, by a Grader that is kept for the next one."""
    with _one_at_a_time:
        if task.conditions not in _kept:
            put_away()
            _kept[task.conditions] = task.conditions.grader()
        return _kept[task.conditions].grade(task.submission, task.only, task.kept)


def give_up(task: Task) -> Report:
    """The report of a task that no worker survived."""
    from bpgrade.scoring import broken_record

    return broken_record(task.submission, task.conditions.secret, _GIVEN_UP, task.only, task.kept)


def put_away() -> None:
    """Close the Grader that this process keeps."""
    while _kept:
        _kept.popitem()[1].close()
