"""Grades a class into a folder of reports; what has not changed since the last run is taken over."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from bpgrade.classroom import Conditions, PoolError, Pools, Task, Work, give_up, grade_all, grade_task, usable_jobs
from bpgrade.commands.errors import FAILED, USAGE, CommandError
from bpgrade.intake import Pending, safe_name
from bpgrade.lateness import Policy, settle
from bpgrade.record import NOTEBOOK_OF, Report, TestResult
from bpgrade.reports import feedback, grades_csv, terminal
from bpgrade.reuse import Note, digest, keys, lasting
from bpgrade.stopping import STOPPED
from bpgrade.summary import Kept, Summary
from bpkit.files import write_atomically

_SCRATCH = (".grades.csv.*.tmp", "*/.report.json.*.tmp", "*/.feedback.html.*.tmp", "*/..reuse.json.*.tmp")


class Job(NamedTuple):
    """What a worker gets: a task, when it was due, the fingerprint of its files, and the keys of its results."""

    task: Task
    policy: Policy | None
    source: str
    keys: dict[str, str]


class Finished(NamedTuple):
    """What a worker gives back: the contents of the three files of a submission, and what a table needs of them."""

    report: str
    feedback: str
    note: Note

    @property
    def summary(self) -> Summary:
        return self.note.summary


def finish(job: Job) -> Finished:
    """Grade, judge lateness, and write the pages."""
    return _finished(job, grade_task(job.task))


def _give_up(job: Job) -> Finished:
    return _finished(job, give_up(job.task))


def _finished(job, report):
    submission = job.task.submission
    report = settle(job.policy, report, submission.submitted_at, submission.marked_late)
    return _pages(report, job.source, submission.code_hash, lasting(job.keys, report))


def _pages(report, source, code_hash, keys):
    text = report.to_json()
    note = Note(source, code_hash, keys, digest(text.encode()), Summary.of(report))
    return Finished(text, feedback.render(report), note)


@dataclass
class Batch:
    """A class, and the folder its reports go to.

    Args:
        out: the folder; made when it is not there.
        pending: the submissions, found but not read.
        conditions: how they are graded.
        policy: when they were due; None when it does not matter.
        fresh: whether to grade what has not changed, too.
        table: whether these are the whole class, so that grades.csv is written.
    """

    out: Path
    pending: Sequence[Pending]
    conditions: Conditions
    policy: Policy | None = None
    fresh: bool = False
    table: bool = True

    def run(self, jobs: int | None = None, pools: Pools | None = None) -> Kept:
        """Grade and write; grades.csv comes last. Ctrl-C, and a cluster that goes away, keep what is done.

        Args:
            jobs: processes; None leaves it to the machine. pools: where workers come from instead.
        """
        _prepare(self.out)
        done = Kept()
        try:
            self._take_over(done)
            self.taken_over = len(done)
            todo = [index for index in range(len(self.pending)) if index not in done]
            self._grade(todo, done, usable_jobs(jobs, len(todo)), pools)
        except KeyboardInterrupt:
            self._write_grades(done)
            state = f"{len(done)} of {len(self.pending)} submissions are graded"
            raise CommandError(f"Stopped: {state}; their reports are below {self.out}.", STOPPED) from None
        except PoolError as error:
            self._write_grades(done)
            state = f"{len(done)} of {len(self.pending)} submissions are graded, and their reports are below {self.out}"
            raise CommandError(f"{error.what}: {state}; run the same command again to go on.", FAILED) from None
        return self._write_grades(done)

    def _grade(self, todo, done, jobs, pools):
        if not todo:
            return
        results = grade_all(_Jobs(self, todo), jobs, Work(finish, _give_up), pools)
        with terminal.progress(len(todo)) as progress, closing(results):
            for number, finished in results:
                pending = self.pending[todo[number]]
                self._write(pending, finished)
                done[todo[number]] = finished.summary
                progress.advance(finished.summary)

    def folder(self, pending: Pending) -> Path:
        """Where the report of a submission goes."""
        return self.out / safe_name(pending.id)

    def _take_over(self, done: Kept) -> None:
        """Add what need not be graded; where only the due time has changed, its report is written anew."""
        for index, pending in enumerate(self.pending):
            note = None if self.fresh else Note.load(self.folder(pending))
            if note and note.summary.submission_id == pending.id and self._still_holds(note, pending):
                done[index] = self._settled(note, pending)

    def _still_holds(self, note, pending):
        if not note.source or note.keys != keys(note.code_hash, self.conditions):
            return False
        return note.source == pending.fingerprint()

    def _settled(self, note, pending):
        at = datetime.fromisoformat(note.summary.submitted_at) if note.summary.submitted_at else None
        report = Report.load(self.folder(pending) / "report.json") if self._judges_anew(note, at, pending) else None
        if report is None:
            return note.summary
        finished = _pages(settle(self.policy, report, at, pending.marked_late), note.source, note.code_hash, note.keys)
        self._write(pending, finished)
        return finished.summary

    def _judges_anew(self, note, at, pending):
        """Whether the policy of today makes something else of a submission's time than its report says."""
        was = note.summary
        if self.policy is None:
            return bool(was.days_late or was.penalty)
        now = self.policy.judge(pending.id, at, was.score, was.max_score, pending.marked_late)
        return (now.days_late, now.penalty) != (was.days_late, was.penalty) or (now.note and now.note not in was.notes)

    def job(self, pending: Pending) -> Job:
        """What a worker has to know of a submission, with the results of an earlier run that still hold."""
        source, submission = pending.fingerprint(), pending.load()
        wanted = keys(submission.code_hash, self.conditions)
        note = None if self.fresh else Note.load(self.folder(pending))
        good = frozenset(name for name, key in wanted.items() if note and note.keys.get(name) == key)
        kept = _results(self.folder(pending), good) if good else ()
        only = frozenset(wanted) - good if good else None
        return Job(Task(submission, self.conditions, only, kept), self._policy_for(pending.id), source, wanted)

    def _policy_for(self, submission_id):
        """The policy without the other students' extensions, which are nobody's business elsewhere."""
        if self.policy is None or not self.policy.extensions:
            return self.policy
        own = {name: more for name, more in self.policy.extensions.items() if name == submission_id}
        return replace(self.policy, extensions=own)

    def _write(self, pending, finished):
        folder = self.folder(pending)
        with _writing_to(folder):
            folder.mkdir(exist_ok=True)
            write_atomically(folder / "feedback.html", finished.feedback)
            write_atomically(folder / "report.json", finished.report)  # where it is, everything a person needs is
            finished.note.save(folder)

    def _write_grades(self, done: Kept) -> Kept:
        if self.table:
            with _writing_to(self.out):
                grades_csv.write(done, self.out / "grades.csv")
        return done


class _Jobs(Sequence):
    """Reads a submission when its turn comes, so that few are in memory."""

    def __init__(self, batch, indices):
        self._batch, self._indices = batch, indices

    def __len__(self):
        return len(self._indices)

    def __getitem__(self, number):
        return self._batch.job(self._batch.pending[self._indices[number]])


def _results(folder: Path, notebooks: frozenset[str]) -> tuple[TestResult, ...]:
    """The results of some notebooks' hidden tests in a report."""
    tests = Report.load(folder / "report.json").judged
    return tuple(test for test in tests if NOTEBOOK_OF.get(test.grade_id) in notebooks)


def _prepare(out: Path) -> None:
    """Find out before the work, not after it, whether reports can be written; clear up after a killed grader."""
    with _writing_to(out, USAGE):
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
        for pattern in _SCRATCH:
            for scratch in out.glob(pattern):
                scratch.unlink()


@contextmanager
def _writing_to(folder: Path, status: int = FAILED) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CommandError(f"Reports cannot be written to {folder}: {error.strerror}.", status) from None
