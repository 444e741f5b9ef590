"""What tests of faults share: a class that is graded fast, processes to strike at, and what whole reports are."""

import csv
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from bpgrade.classroom import Conditions
from bpgrade.record import Report
from bpgrade.reuse import NOTE
from bpgrade.variants import notebook_with
from in_jail import descendants

LINEAR, RELU = "01_linear.ipynb", "02_relu.ipynb"
_NO_GRADIENT = "def backward(self, g):\n    return g\nLinear.backward = backward"
_ENDS = "import os\ndef forward(self, x):\n    os._exit(0)\nTanh.forward = forward"
SLOW = """import time
asked = []
quick = Tanh.forward

def slow(self, x):
    if not asked:
        asked.append(1)
        time.sleep(1.5)
    return quick(self, x)

Tanh.forward = slow"""
CLASS = {"ann": {LINEAR: "", RELU: ""}, "bob": {LINEAR: _NO_GRADIENT}, "cem": {LINEAR: "", RELU: _ENDS}}
_LAUNCHER = """
import ctypes, json, os, sys
from bpgrade import cli, grading  # imports torch, once for all
from bpgrade.commands import grade

assert ctypes.CDLL(None).prctl(36, 1, 0, 0, 0) == 0  # orphans become its children
for line in sys.stdin:
    folder, sys.argv[1:] = json.loads(line)
    pid = os.fork()
    if pid == 0:
        os.setsid()
        os.chdir(folder)
        for number, name in enumerate((os.devnull, os.devnull, "stderr")):
            os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
        sys.exit(cli.main())
    print(pid, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""


class Deadly(Conditions):
    """Conditions under which the process that is to grade is killed."""

    def grader(self):
        os.kill(os.getpid(), signal.SIGKILL)


def write_class(folder, names=tuple(CLASS)):
    """A folder with a folder of one or two notebooks for each of these members of CLASS."""
    for name in names:
        (folder / name).mkdir(parents=True)
        for notebook, cell in CLASS[name].items():
            (folder / name / notebook).write_text(notebook_with(notebook, cell), encoding="utf-8")
    return folder


def timeless(report):
    """A report without what may differ between two runs: times, and traces for staff."""
    return replace(report, seconds=0.0, tests=tuple(replace(test, seconds=0.0, staff="") for test in report.tests))


def whole_reports(out):
    """id -> timeless report of all that is in an output folder; fails if anything there is half-written."""
    for path in out.glob("*/feedback.html"):
        page = path.read_text(encoding="utf-8")
        assert page.startswith("<!DOCTYPE html>")
        assert page.rstrip().endswith("</html>")
    reports = [Report.load(path) for path in out.glob("*/report.json")]
    for report in reports:
        assert (out / report.submission_id / "feedback.html").is_file()
    for path in out.glob("grades.csv"):
        text = path.read_text(encoding="utf-8")
        rows = list(csv.reader(text.splitlines()))
        assert text.endswith("\n")
        assert {len(row) for row in rows} == {len(rows[0])}
        assert {row[0] for row in rows[1:]} <= CLASS.keys()
    return {report.submission_id: timeless(report) for report in reports}


def litter(out):
    """What an output folder holds besides reports."""
    known = {"report.json", "feedback.html", "grades.csv", NOTE}
    return sorted(str(path) for path in out.rglob("*") if path.is_file() and path.name not in known)


def sabotaged(test, strike):
    """A hidden test that calls `strike` before its first question."""
    code = test.function.__code__
    wanted = code.co_varnames[: code.co_argcount]

    def function(student, oracle, expect, rng, **parameters):
        strike()
        known = {"student": student, "oracle": oracle, "expect": expect, "rng": rng}
        test.function(**{name: known[name] for name in wanted if name in known}, **parameters)

    function.__name__ = test.function.__name__  # other tests may need it by its name
    return replace(test, function=function)


def interpreters(wall):
    """The zygote of a wall, then its workers."""
    found = {}
    for pid in {wall.process.pid, *descendants(wall.process.pid)}:
        with suppress(OSError):  # it ended meanwhile
            comm, _, rest = Path(f"/proc/{pid}/stat").read_text().partition(" (")[2].rpartition(") ")
            if comm.startswith("python"):
                found[pid] = int(rest.split()[19])  # when it started
    return sorted(found, key=found.get)


def kill(pids):
    """SIGKILL for all of these; what has ended already is let be."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


class Launcher:
    """A process that has imported the grader and forks one `bpgrade` after the other; adopts what they leave behind."""

    def __init__(self):
        command = [sys.executable, "-c", _LAUNCHER]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def start(self, folder, *arguments):
        """Process id of a new `bpgrade`, the first of a process group; its stderr goes to a file of its folder."""
        print(json.dumps([str(folder), list(map(str, arguments))]), file=self._process.stdin, flush=True)
        return int(self._process.stdout.readline())

    def status(self):
        """Exit status of the one that was started last, or minus the signal that ended it."""
        return int(self._process.stdout.readline())

    def survivors(self):
        """All that was ever started here and still runs."""
        return descendants(self._process.pid)

    def close(self):
        """End it."""
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()
