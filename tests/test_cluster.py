"""Grading on a Dask cluster: the same reports as here, whatever becomes of workers"""

import csv
import os
import pickle
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from distributed import Client

from bpgrade.classroom import Conditions, PoolError, Pools, Task, Work, grade_all
from bpgrade.cli import main
from bpgrade.cluster import pools
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome, Report
from bpgrade.variants import notebook_with
from bpgrade.wall.build import Degraded
from bpgrade.wall.levels import DEGRADED_WARNING
from dask_processes import Processes
from faults import RELU, SLOW, Deadly, kill, litter, timeless, write_class
from in_jail import confined

pytestmark = confined
SECRET = b"the secret of the faults"
SECONDS = 60  # for whatever is waited for


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with a class of three, a secret, and in `here` the reports of this machine."""
    folder = tmp_path_factory.mktemp("room")
    write_class(folder / "class", ("ann", "bob"))
    (folder / "class" / "zoe").mkdir()
    (folder / "class" / "zoe" / RELU).write_text(notebook_with(RELU, SLOW))
    (folder / "secret").write_bytes(SECRET)
    assert grade(folder, folder / "here") == 0
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A scheduler with two workers."""
    with Processes(tmp_path_factory.mktemp("cluster")) as processes:
        for _ in range(2):
            processes.worker()
        with Client(processes.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=SECONDS)
        yield processes


def grade(room, out, *options):
    """Exit status of `bpgrade grade` for the class."""
    arguments = ["grade", room / "class", "--out", out, "--secret-file", room / "secret", *options]
    return main(list(map(str, arguments)))


def reports(out):
    """id -> report of what is in a folder, without times."""
    found = [Report.load(path) for path in out.glob("*/report.json")]
    return {report.submission_id: timeless(report) for report in found}


def at_the_first_report(out, strike):
    """A thread that does something when the first report is there."""

    def watch():
        deadline = time.monotonic() + SECONDS
        while not list(out.glob("*/report.json")) and time.monotonic() < deadline:
            time.sleep(0.005)
        strike()

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_same_reports(room, cluster, tmp_path):
    """a cluster gives the reports of one machine, and the same table"""
    assert grade(room, tmp_path / "out", "--dask", cluster.address) == 0
    assert reports(tmp_path / "out") == reports(room / "here")
    assert (tmp_path / "out" / "grades.csv").read_bytes() == (room / "here" / "grades.csv").read_bytes()
    assert litter(tmp_path / "out") == []


def test_no_wall_on_a_worker(room, cluster, tmp_path, capsys):
    """a worker that cannot confine student code is said in the words and with the exit status of this machine"""
    assert grade(room, tmp_path / "out", "--dask", cluster.address, "--isolation", "D") == 3
    assert capsys.readouterr().err == f"bpgrade: {DEGRADED_WARNING} To continue: --allow-degraded.\n"
    assert reports(tmp_path / "out") == {}


def test_a_worker_is_killed(room, cluster, tmp_path):
    """a worker that dies with a submission in hand changes nothing: another grades it, with the same result"""
    out, hit = tmp_path / "out", []
    with Client(cluster.address, set_as_default=False) as client:

        def strike():
            pids = client.run(os.getpid)
            hit.extend(worker for worker, tasks in client.processing().items() if tasks)
            kill([pids[hit[0]]])

        watcher = at_the_first_report(out, strike)
        assert grade(room, out, "--dask", cluster.address) == 0
        watcher.join()
    assert hit
    assert reports(out) == reports(room / "here")


def test_a_submission_kills_its_workers(room, cluster):
    """who kills each worker ends in a BROKEN record, once; the others, those beside it in a worker too, are graded"""
    submissions = find_submissions([room / "class"])
    conditions = [Conditions(SECRET), Deadly(SECRET), Conditions(SECRET)]
    tasks = [Task(*each) for each in zip(submissions, conditions, strict=True)]
    with pools(cluster.address) as found:
        results = list(grade_all(tasks, 1, pools=found))
    assert sorted(index for index, _ in results) == [0, 1, 2]
    graded, wanted = dict(results), reports(room / "here")
    for index in (0, 2):
        assert timeless(graded[index]).tests == wanted[submissions[index].id].tests
    handed_in = [test for test in graded[1].tests if test.outcome is not Outcome.MISSING]
    assert {test.outcome for test in handed_in} == {Outcome.BROKEN}
    assert {test.staff.partition(",")[0] for test in handed_in} == {
        "The process that was grading this submission was ended each time it was tried"
    }


@pytest.mark.parametrize(
    "error", [Degraded("one"), PoolError("one", "two", usage=True)], ids=lambda e: type(e).__name__
)
def test_errors_travel(error):
    """what a worker raises arrives as what it was"""
    arrived = pickle.loads(pickle.dumps(error))
    assert (type(arrived), arrived.args, vars(arrived)) == (type(error), error.args, vars(error))


@pytest.mark.thorough
def test_the_scheduler_dies(room, tmp_path, capsys):
    """what is graded is kept and counted in a sentence, and the same command goes on from there"""
    with Processes(tmp_path) as processes:
        processes.worker("--no-nanny")
        watcher = at_the_first_report(tmp_path / "out", lambda: processes.end(processes.scheduler))
        assert grade(room, tmp_path / "out", "--dask", processes.address) == 1
        watcher.join()
    kept, wanted = reports(tmp_path / "out"), reports(room / "here")
    assert 0 < len(kept) < 3
    assert kept == {name: wanted[name] for name in kept}
    assert capsys.readouterr().err.splitlines()[-1] == (
        f"bpgrade: No Dask scheduler answers at {processes.address}: {len(kept)} of 3 submissions are graded, and "
        f"their reports are below {tmp_path / 'out'}; run the same command again to go on."
    )
    with open(tmp_path / "out" / "grades.csv", encoding="utf-8", newline="") as file:
        assert {row["id"] for row in csv.DictReader(file)} == kept.keys()
    assert grade(room, tmp_path / "out") == 0
    assert f"{len(kept)} unchanged since the last run and taken over" in capsys.readouterr().out
    assert reports(tmp_path / "out") == wanted


class Cut:
    """Pools of threads; the first so many are cut off with everything in hand."""

    def __init__(self, times):
        self.times, self.opened = times, 0

    @contextmanager
    def open(self, jobs):
        self.opened += 1
        with ThreadPoolExecutor(jobs) as executor:
            if self.opened <= self.times:
                executor.submit = lambda *task: cancelled()
            yield executor


def cancelled():
    future = Future()
    future.cancel()
    future.set_running_or_notify_cancel()
    return future


def test_cut_off():
    """work that a cluster has dropped is handed out again, and each result comes once"""
    cut = Cut(3)
    results = list(grade_all(range(5), 2, Work(float, str), Pools(cut.open)))
    assert sorted(results) == [(number, float(number)) for number in range(5)]
    assert cut.opened == 4


def test_cut_off_for_good():
    """a cluster that drops everything again and again is given up"""
    with pytest.raises(PoolError, match=r"^The workers were cut off 4 times in a row: see what becomes of them\.$"):
        list(grade_all(range(5), 2, Work(float, str), Pools(Cut(99).open)))
