"""The grader itself is killed or stopped at random moments: no half-written file, no process left, a rerun finishes.

BPGRADE_KILLS says how many times it is killed; the nightly run kills it 50 times.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from bpgrade.cli import main
from bpgrade.variants import notebook_with
from faults import CLASS, RELU, SLOW, Launcher, kill, litter, whole_reports, write_class
from in_jail import confined, gone, running

pytestmark = confined
KILLS = int(os.environ.get("BPGRADE_KILLS", "5"))
WAYS = {"Ctrl-C": signal.SIGINT, "SIGTERM": signal.SIGTERM}
STOPPED = {"bpgrade: stopped."} | {
    f"bpgrade: Stopped: {done} of 4 submissions are graded; their reports are below out." for done in range(4)
}


@pytest.fixture(scope="module")
def launcher():
    """Where graders come from that are killed."""
    launcher = Launcher()
    yield launcher
    launcher.close()


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder with a class, a secret, and in `undisturbed` the reports of a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("room")
    write_class(folder / "class")
    (folder / "secret").write_text("the secret of the faults")
    assert main(grading(folder, folder / "undisturbed", 1)) == 0
    return folder


def grading(room, out, jobs):
    """Arguments of a `bpgrade` that grades the class."""
    arguments = ["grade", room / "class", "--out", out, "--secret-file", room / "secret", "--jobs", jobs]
    return list(map(str, arguments))


def wait_for_handlers(pid):
    """Until a process sees to SIGTERM itself."""
    caught = 0
    while not caught >> (signal.SIGTERM - 1) & 1:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:"))
        time.sleep(0.001)


def wait_for_a_moment(pid, out, rng):
    """Until some reports are there, and a random time: before the first one walls and pools have to be set up."""
    reports = int(rng.integers(len(CLASS)))
    while running(pid) and len(list(out.glob("*/report.json"))) < reports:
        time.sleep(0.002)
    time.sleep(rng.uniform(0, 0.3 if reports else 3.0))


@pytest.mark.parametrize("number", range(KILLS))
def test_killed(room, launcher, tmp_path, number):
    """after SIGKILL every file is whole and nothing runs on; a rerun gives what an undisturbed run gives"""
    out, undisturbed = tmp_path / "out", whole_reports(room / "undisturbed")
    pid = launcher.start(tmp_path, *grading(room, "out", 2 if number % 4 == 1 else 1))
    wait_for_a_moment(pid, out, np.random.default_rng(number))
    kill([pid])
    assert launcher.status() in (-signal.SIGKILL, 0)
    assert gone(launcher.survivors())
    found = whole_reports(out)
    assert found == {name: undisturbed[name] for name in found}
    out.mkdir(exist_ok=True)
    for folder, name in ((out, "grades.csv"), *((path, "report.json") for path in out.glob("*/"))):
        (folder / f".{name}.0123456789ab.tmp").write_text("{")  # it is rarely killed in just that moment
    assert main(grading(room, out, 1)) == 0
    assert whole_reports(out) == undisturbed
    assert (out / "grades.csv").read_bytes() == (room / "undisturbed" / "grades.csv").read_bytes()
    assert litter(out) == []


def test_killed_without_walls(room, launcher, tmp_path):
    """where nothing confines it an endless loop still ends with the grader"""
    busy = tmp_path / "busy"
    source = f"def forward(self, x):\n    open({str(busy)!r}, 'w').close()\n    while True:\n        pass\n"
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / RELU).write_text(notebook_with(RELU, source + "Tanh.forward = forward"))
    shutil.copy(room / "secret", tmp_path)
    pid = launcher.start(tmp_path, *grading(tmp_path, "out", 1), "--isolation", "D", "--allow-degraded")
    while running(pid) and not busy.exists():
        time.sleep(0.002)
    kill([pid])
    assert launcher.status() == -signal.SIGKILL
    assert busy.exists()
    assert gone(launcher.survivors())


@pytest.mark.parametrize("number", range(max(1, KILLS // 5)))
@pytest.mark.parametrize("way", WAYS)
def test_stopped(room, launcher, tmp_path, way, number):
    """Ctrl-C and SIGTERM end it with one sentence and exit status 130; what is done is kept, and nothing runs on"""
    out, undisturbed = tmp_path / "out", whole_reports(room / "undisturbed")
    shutil.copytree(room, tmp_path, dirs_exist_ok=True)
    (tmp_path / "class" / "zoe").mkdir()  # the last one, and not done before the moment has come
    (tmp_path / "class" / "zoe" / RELU).write_text(notebook_with(RELU, SLOW))
    pool = way == "Ctrl-C" or number % 2  # a terminal signals the whole group, a person one process, a service both
    pid = launcher.start(tmp_path, *grading(tmp_path, "out", 2 if pool else 1))
    wait_for_handlers(pid)
    wait_for_a_moment(pid, out, np.random.default_rng([number, WAYS[way]]))
    (os.killpg if pool else os.kill)(pid, WAYS[way])
    assert launcher.status() == 130
    error = (tmp_path / "stderr").read_text().splitlines()
    assert error[-1] in STOPPED
    assert all(" submissions are graded;" not in line for line in error[:-1])
    assert gone(launcher.survivors())
    found = whole_reports(out)
    assert found == {name: undisturbed[name] for name in found}
    assert litter(out) == []


@pytest.mark.parametrize("way", WAYS)
def test_stopped_before_it_begins(room, tmp_path, way):
    """while torch is imported, too, Ctrl-C and SIGTERM end in a sentence and not in a traceback"""
    process = subprocess.Popen(
        [sys.executable, "-m", "bpgrade", *grading(room, "out", 1)], cwd=tmp_path, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    wait_for_handlers(process.pid)
    process.send_signal(WAYS[way])
    assert (process.communicate()[1], process.returncode) == ("bpgrade: stopped.\n", 130)
    assert not (tmp_path / "out").exists()


_COLLECT = """
import signal, sys
from bpgrade import oracle  # torch is there already: it is the collecting that is stopped
from bpgrade.catalogue import hidden_tests
signal.signal(signal.SIGVTALRM, lambda *_: signal.raise_signal(signal.SIGINT))
signal.setitimer(signal.ITIMER_VIRTUAL, float(sys.argv[1]))
hidden_tests()
"""


@pytest.mark.parametrize("seconds", [0.01, 0.02, 0.05, 0.1])
def test_stopped_while_tests_are_collected(seconds):
    """pytest, which collects the hidden tests, does not turn Ctrl-C into a fault of its own"""
    done = subprocess.run([sys.executable, "-c", _COLLECT, str(seconds)], capture_output=True, text=True)
    assert (done.stdout, done.stderr, done.returncode) == ("", "bpgrade: stopped.\n", 130)
