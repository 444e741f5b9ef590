"""Throughput beside nbgrader's and otter-grader's: the same exercises, the same students, the same machine, in one run.

    python bench/grading.py [--submissions 24] [--rivals 2] [--rounds 3] [--otter-python PATH] [--json FILE]

bpgrade grades the whole class, the rivals the first students of it. Each grader is run once untimed; then right
submissions must have lost nothing, and wrong ones points wherever something wrong is planted. After that the graders
take turns, and the table shows medians. Rivals run lean notebooks, without explorations, plots and training (--whole
gives them all of it, as students hand it in); ours always gets whole ones. nbgrader is one of the project's extras.
otter-grader is not: make it an environment with `pip install otter-grader==7.0.0 ipykernel numpy torch`, and name its
Python.
"""

import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import students
from measure import Failed, Usage, adopt_orphans, measured
from rich.console import Console
from rich.table import Table
from rivals import nbgrader_course, otter_course

from bpgrade import reference
from bpgrade.wall.launch import ENVIRONMENT
from bpkit.files import write_atomically

GOALS = {"nbgrader autograde": 150, "otter run": 100}  # times as many submissions per second
COLD, MARGINAL, FLOOR = "bpgrade grade, cold", "bpgrade grade, marginal", "floor, one core"
COLUMNS = (
    "s per submission", "submissions per s", "CPU s per submission", "MiB, largest process", "MiB, all processes",
    "times ours (cold)", "times ours (marginal)",
)  # fmt: skip


class Ours:
    """bpgrade grade: a whole class, and the same and a quarter of it on all cores, whose difference has no start-up."""

    def __init__(self, work: Path, entries: list[students.Entry]):
        self.work, self.entries = work, entries
        self.cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        self.quarter = max(1, len(entries) // 4)
        (work / "secret").write_text("a secret for measuring throughput\n", encoding="utf-8")
        students.write_class(entries, work / "class")
        students.write_class(entries[: self.quarter], work / "quarter")

    def grade(self, folder: str, *options: str, sample: bool = False) -> Usage:
        """The whole command, from its start to its end."""
        shutil.rmtree(self.work / "graded", ignore_errors=True)
        command = [sys.executable, "-m", "bpgrade", "grade", folder, "--out", "graded", "--secret-file", "secret"]
        return measured([*command, *options], self.work, sample=sample)

    def scores(self) -> dict[str, dict[str, tuple[float, float]]]:
        """student -> grade cell -> (points, most points), from the reports of the last run."""
        table = {}
        for path in (self.work / "graded").glob("*/report.json"):
            for test in json.loads(path.read_text(encoding="utf-8"))["tests"]:
                cells = table.setdefault(path.parent.name, {})
                points, most = cells.get(test["grade_id"], (0.0, 0.0))
                cells[test["grade_id"]] = (points + test["points"], most + test["max_points"])
        return table

    def round(self) -> dict[str, dict[str, float]]:
        """The two rows of one round."""
        jobs = ("--jobs", str(self.cores))
        cold = self.grade("class")
        whole, part = self.grade("class", *jobs), self.grade("quarter", *jobs)
        more = len(self.entries) - self.quarter
        marginal = {"seconds": (whole.seconds - part.seconds) / more, "cpu": (whole.cpu - part.cpu) / more}
        return {COLD: per_submission(cold, len(self.entries)), MARGINAL: {**marginal, "largest": whole.largest}}


def per_submission(usage: Usage, count: int) -> dict[str, float]:
    """Seconds divided among submissions, and memory as it is."""
    return {"seconds": usage.seconds / count, "cpu": usage.cpu / count, "largest": usage.largest}


def check(name: str, scores: dict, entries: list[students.Entry]) -> None:
    """Demand that a grader has run the tests: nothing lost by the right, something lost wherever something is wrong."""
    for entry in entries:
        cells = scores.get(entry.id, {})
        lost = {
            grade_id for grade_id, most in reference.points().items() if cells.get(grade_id, (0.0,))[0] < most - 1e-6
        }
        if entry.loses - lost or (lost and not entry.loses):
            wanted = ", ".join(sorted(entry.loses)) or "none"
            sys.exit(f"{name}: {entry.id} lost points in {', '.join(sorted(lost)) or 'no cell'}, not in {wanted}.")


def make_nbgrader(work: Path, entries, options) -> Callable[[bool], tuple[Usage, dict]]:
    """A function that grades the rivals' students in a fresh copy of the course: (usage, scores)."""
    nbgrader_course.build(work / "course", whole=options.whole)
    nbgrader_course.hand_in(work / "course", entries)

    def grade(sample):
        shutil.rmtree(work / "copy", ignore_errors=True)
        shutil.copytree(work / "course", work / "copy")
        usage = nbgrader_course.autograde(work / "copy", sample)
        return usage, nbgrader_course.scores(work / "copy")

    return grade


def make_otter(work: Path, entries, options) -> Callable[[bool], tuple[Usage, dict]]:
    """The same for otter."""
    otter_course.build(work, options.otter_python)
    otter_course.hand_in(work, entries, whole=options.whole)
    return lambda sample: (otter_course.run(work, entries, options.otter_python, sample), otter_course.scores(work))


def installed(options) -> dict[str, Callable]:
    """The rivals that can be run: name -> what makes them ready. Says which cannot."""
    if options.ours_only:
        return {}
    rivals = {}
    if importlib.util.find_spec("nbgrader"):
        rivals["nbgrader autograde"] = make_nbgrader
    else:
        print("nbgrader is not installed: its row is left out. `pip install 'backprop-kit[grading]'` brings it.")
    if otter_course.version(options.otter_python):
        rivals["otter run"] = make_otter
    else:
        print(f"otter-grader is not installed for {options.otter_python}: its row is left out.")
        print("Make an environment with `pip install otter-grader==7.0.0 ipykernel numpy torch`; see --otter-python.")
    return rivals


def floor_of(work: Path, rounds: int) -> dict[str, float]:
    """What bench/floor.py measures for the class."""
    script = Path(__file__).with_name("floor.py")
    command = [sys.executable, script, "class", "--rounds", rounds, "--json", "floor.json"]
    usage = measured(command, work, **ENVIRONMENT)
    figures = json.loads((work / "floor.json").read_text(encoding="utf-8"))
    return {"seconds": figures["seconds"], "cpu": figures["cpu"], "largest": usage.largest}


def run(options, work: Path) -> dict:
    """All measurements: {"rounds": {row: [figures, ...]}, "rows": {row: medians}, ...}."""
    entries = students.make_class(options.submissions, options.seed)
    ours, few, rivals = Ours(work, entries), entries[: options.rivals], {}
    trees = {COLD: ours.grade("class", sample=True).tree}
    check("bpgrade grade", ours.scores(), entries)
    for name, make in installed(options).items():
        (work / name.split()[0]).mkdir()
        rivals[name] = make(work / name.split()[0], few, options)
        usage, scores = rivals[name](True)
        check(name, scores, few)
        trees[name] = usage.tree
        print(f"{name}: runs the tests, and tells right from wrong", flush=True)
    rounds = {}
    for number in range(options.rounds):
        figures = ours.round()
        for name, grade in rivals.items():
            usage, scores = grade(False)
            check(name, scores, few)
            figures[name] = per_submission(usage, len(few))
        for name, row in figures.items():
            rounds.setdefault(name, []).append(row)
        shown = ", ".join(f"{name} {row['seconds']:.3f} s" for name, row in figures.items())
        print(f"round {number + 1}: {shown}", flush=True)
    rounds[FLOOR] = [floor_of(work, options.rounds)]
    rows = {name: medians(each) | ({"tree": trees[name]} if name in trees else {}) for name, each in rounds.items()}
    return {"machine": machine(ours.cores), "options": vars(options), "rounds": rounds, "rows": rows}


def medians(rounds: list[dict]) -> dict[str, float]:
    """The median of each figure."""
    return {key: statistics.median(row[key] for row in rounds) for key in rounds[0]}


def machine(cores: int) -> dict:
    """Where and with what it was measured."""
    versions = {name: metadata.version(name) for name in ("numpy", "torch")}
    return {"cores": cores, "python": platform.python_version(), "system": platform.platform(), **versions}


def show(results: dict) -> None:
    """The table, and what it says about the goals and the floor."""
    rows, cores = results["rows"], results["machine"]["cores"]
    table = Table(title=f"{results['options']['submissions']} submissions of six notebooks, {cores} cores")
    table.add_column("", no_wrap=True)
    for column in COLUMNS:
        table.add_column(column, justify="right")
    for name in sorted(rows, key=lambda name: -rows[name]["seconds"]):
        table.add_row(name, *_columns(rows, name))
    Console(width=None if sys.stdout.isatty() else 150).print(table)
    cold, floor = rows[COLD]["seconds"], rows[FLOOR]["seconds"]
    for name, goal in GOALS.items():
        if name in rows:
            print(f"{name}: ours is {rows[name]['seconds'] / cold:.0f} times as fast, start-up included; goal: {goal}")
    for name in (COLD, MARGINAL):
        print(f"{name}: {rows[name]['seconds'] * cores / floor:.2f} times the floor, counted in seconds x cores")
    if rows[MARGINAL]["seconds"] <= 0:
        print("The class is too small, or the machine too busy, to tell start-up from grading: use more --submissions.")


def _columns(rows, name):
    row, seconds = rows[name], rows[name]["seconds"]
    ours = [rows[COLD]["seconds"], rows[MARGINAL]["seconds"]]
    memory = [f"{row[key]:.0f}" if key in row else "" for key in ("largest", "tree")]
    ratios = [f"{seconds / each:.3g}" for each in ours]
    return [f"{seconds:.3f}", f"{1 / seconds:.3f}", f"{row['cpu']:.3f}", *memory, *ratios]


def parse(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=24, help="the class that bpgrade grades (at least 4)")
    parser.add_argument("--rivals", type=int, default=2, help="how many of it the rivals grade (at least 2)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0, help="which class")
    parser.add_argument("--ours-only", action="store_true", help="without rivals")
    parser.add_argument("--whole", action="store_true", help="rivals run whole notebooks, training included")
    parser.add_argument("--otter-python", default=sys.executable, metavar="PATH", help="Python with otter-grader")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there as well")
    options = parser.parse_args(arguments)
    if options.submissions < 4 or not 2 <= options.rivals <= options.submissions or options.rounds < 1:
        parser.error("needs 4 submissions or more, 2 of them or more for the rivals, and 1 round or more")
    if options.json and not options.json.absolute().parent.is_dir():
        parser.error(f"there is no folder {options.json.absolute().parent} to write the figures to")
    options.otter_python = os.path.abspath(shutil.which(options.otter_python) or options.otter_python)
    return options


def main():
    options = parse()
    adopt_orphans()
    with tempfile.TemporaryDirectory() as work:
        try:
            results = run(options, Path(work))
        except Failed as error:
            sys.exit(f"grading.py: {error}")
    show(results)
    if options.json:
        write_atomically(options.json, json.dumps(results, indent=1, default=str) + "\n")


if __name__ == "__main__":
    main()
