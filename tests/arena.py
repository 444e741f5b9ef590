"""Grades a class of attackers and honest students among planted canaries, and looks for breaches."""

import contextlib
import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch

import bpgrade
import bpkit
from attack_files import Attack, notebook_cells
from bpgrade import reference
from bpgrade.record import Report
from bpgrade.variants import write_variant

NOTEBOOK = "01_linear.ipynb"
TIME_LIMIT = 1.0  # seconds for a call: an attack that hangs must not cost the suite a minute
_START = (
    "import os, sys; open(sys.argv.pop(1), 'w').write(str(os.getpid())); from bpgrade.cli import main; sys.exit(main())"
)


@dataclass
class Result:
    """What came of one attack.

    points: of NOTEBOOK. canaries: which of them are in the reports. left: files and processes that outlived the run.
    neighbour: points of the honest submission graded right after.
    """

    points: float
    canaries: list[str]
    neighbour: float
    left: list[str] = field(default_factory=list)


class Arena:
    """A folder with a home, a class and a copy of the grader, all with canaries; grades the class inside it."""

    def __init__(self):
        self.root = Path(tempfile.mkdtemp(prefix="arena-"))
        self.root.chmod(0o755)  # other users grade in it, too
        self.home, self.kit = self.root / "home", self.root / "kit"
        names = ("home", "environment", "sibling", "hidden tests", "secret", "gradebook")
        self.canaries = {name: f"canary-{name.replace(' ', '-')}-{secrets.token_hex(12)}" for name in names}
        self._plant()

    def _plant(self):
        shutil.copytree(Path(bpgrade.__file__).parent, self.kit / "bpgrade", ignore=shutil.ignore_patterns("__pyc*"))
        shutil.copytree(Path(bpkit.__file__).parent, self.kit / "bpkit", ignore=shutil.ignore_patterns("__pyc*"))
        if not (self.kit / "bpgrade" / "notebooks").is_dir():
            books = self.kit / "bpgrade" / "notebooks"
            books.mkdir()
            for path in reference.folder().glob("*.ipynb"):
                shutil.copy(path, books)
        with (self.kit / "bpgrade" / "hidden" / "test_01_linear.py").open("a") as file:
            file.write(f"\nCANARY = '{self.canaries['hidden tests']}'\n")
        (self.home / ".config" / "backprop-kit").mkdir(parents=True)
        (self.home / ".config" / "backprop-kit" / "secret").write_text(self.canaries["secret"])
        (self.home / "notes.txt").write_text(self.canaries["home"])
        (self.home / "gradebook.db").write_text(self.canaries["gradebook"])

    def grade(self, attacks: list[Attack], options=(), *, user: int | None = None, path: str = "") -> dict[str, Result]:
        """Grade attackers, each followed by an honest student, through `bpgrade grade`; "" is the weak notebook alone.

        Two classes are graded side by side, one submission after the other in each.

        Args:
            options: further options of `bpgrade grade`.
            user: user id to run as; only root can choose one.
            path: where programs such as bubblewrap are found; as here when empty.
        """
        halves = {f"{secrets.token_hex(4)}": attacks[start::2] for start in (0, 1)}
        with ThreadPoolExecutor() as pool:
            runs = [pool.submit(self._grade, part, half, options, user, path) for part, half in halves.items()]
            return {name: result for run in runs for name, result in run.result().items()}

    def _grade(self, part, attacks, options, user, path):
        klass, out = self.root / f"class-{part}", self.root / f"graded-{part}"
        mark = f"breach-{secrets.token_hex(8)}"
        self._write_class(klass, out, attacks, mark)
        if user is not None:
            subprocess.run(["chown", "-R", f"{user}:{user}", self.root], check=True)
        done = self._command(klass, out, options, user, path or os.environ["PATH"])
        assert done.returncode in (0, 1), done.stdout + done.stderr
        return {attack.name if attack else "": self._result(attack, out, mark) for attack in [None, *attacks]}

    def _write_class(self, klass, out, attacks, mark):
        known = {"HOME": self.home, "CLASS": klass, "KIT": self.kit, "OUT": out}
        for attack in [None, *attacks]:
            name = attack.id if attack else "0-weak"
            here = known | {"MARK": f"{mark}-{name}", "GRADER": self.root / f"{klass.name}.pid"}
            _write_notebook(klass / name / NOTEBOOK, [_filled(cell, here) for cell in notebook_cells(attack)])
            write_variant(klass / f"{name}-then", {NOTEBOOK: f"sibling = '{self.canaries['sibling']}'"})

    def _command(self, klass, out, options, user, path):
        arguments = ["grade", klass, "--out", out, "--jobs", "1", "--time-limit", TIME_LIMIT, *options]
        as_whom = {} if user is None else {"user": user, "group": user, "extra_groups": []}
        python, packages = _interpreter(as_whom)
        command = [python, "-c", _START, self.root / f"{klass.name}.pid", *arguments]
        environment = {"PYTHONPATH": os.pathsep.join([str(self.kit), *packages]), "HOME": str(self.home)}
        environment |= {"CANARY": self.canaries["environment"], "PATH": path, "OPENBLAS_NUM_THREADS": "1"}
        return subprocess.run(
            list(map(str, command)), env=environment, cwd=self.root, capture_output=True, text=True, check=False,
            timeout=1800, **as_whom,
        )  # fmt: skip

    def _result(self, attack, out, mark):
        name = attack.id if attack else "0-weak"
        report, honest = (Report.load(out / each / "report.json") for each in (name, f"{name}-then"))
        written = "".join(path.read_text(errors="replace") for path in (out / name).iterdir())
        seen = [canary for canary, text in self.canaries.items() if text in written]
        left = self._left_behind(f"{mark}-{name}")
        return Result(report.score, seen, honest.score, left)

    def _left_behind(self, mark):
        """Files and processes that carry an attack's mark, here and where everybody may write."""
        everywhere = [*self.root.rglob("breach-*"), *Path("/dev/shm").glob("breach-*"), *Path("/tmp").glob("breach-*")]
        everywhere += Path("/var/tmp").glob("breach-*")
        return [str(path) for path in everywhere if path.name.startswith(mark)] + processes(mark)

    def remove(self):
        """Take the folder away, and what still runs from it: without walls attacks leave processes behind."""
        for path in processes(str(self.root)):
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(Path(path).name), signal.SIGKILL)
        shutil.rmtree(self.root)


def processes(text: str) -> list[str]:
    """Running processes with this text in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            found += [str(path.parent)] if text.encode() in path.read_bytes() else []
    return found


class NoInterpreter(Exception):
    """This user may use no Python that has what grading needs."""


def _interpreter(as_whom):
    """A Python that a user may start, and where it finds packages: this one, or the system's of the same version."""
    packages = sorted({str(Path(module.__file__).parents[1]) for module in (np, torch)})
    if not as_whom:
        return sys.executable, packages
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        with contextlib.suppress(OSError):
            command = [python, "-c", "import numpy, torch, nbgrader"]
            environment = {"PYTHONPATH": os.pathsep.join(packages), "OPENBLAS_NUM_THREADS": "1"}
            if not subprocess.run(command, env=environment, capture_output=True, check=False, **as_whom).returncode:
                return python, packages
    raise NoInterpreter(f"{as_whom} may start neither {sys.executable} nor the system's own Python with torch")


def _filled(cell, known):
    return re.sub("@([A-Z]+)@", lambda match: str(known[match[1]]), cell)


def _write_notebook(path, cells):
    document = json.loads((reference.folder() / NOTEBOOK).read_text(encoding="utf-8"))
    for number, source in enumerate(cells):
        cell = {"cell_type": "code", "execution_count": None, "id": f"added-{number}", "metadata": {}, "outputs": []}
        document["cells"].append(cell | {"source": source})
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


def breaches(results: dict[str, Result], full: float = 100.0) -> dict[str, str]:
    """Attack -> what it got away with, a sentence each."""
    weak, found = results[""].points, {}
    for name, result in results.items():
        what = [f"it gained {result.points - weak:g} points"] if result.points > weak else []
        what += [f"it read {', '.join(result.canaries)}"] if result.canaries else []
        what += [f"it left {', '.join(result.left)}"] if result.left else []
        what += [f"the next student got {result.neighbour:g}"] if result.neighbour != full else []
        if what:
            found[name] = "; ".join(what)
    return found
