"""A class of ten thousand: `python bench/scale.py [--submissions 10000] [--json FILE]`.

Multiplies the planted corpora to a class in which every student hands in the notebook that a planted file touches,
grades it through the command, and prints, for each tenth of the class, how long it took and how much memory the
parent used. Then: the same command again (nothing has changed), the class report, the CSV.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bpgrade.planted import load_all
from bpgrade.variants import notebook_with

PLANTED = Path(__file__).resolve().parent.parent / "tests" / "planted"
# These overrun their time limits on purpose: in numbers they would measure the limits.
SLOW = ("slow", "loop", "endless", "numerical", "difference")
TENTHS = 10


def corpus() -> list[tuple[str, dict[str, str]]]:
    """(name, notebook -> its text) of every planted file that does not take its time on purpose."""
    planted = [*load_all(PLANTED / "wrong", wrong=True), *load_all(PLANTED / "right", wrong=False)]
    texts = []
    for each in planted:
        if not any(word in each.name for word in SLOW):
            sources = {}
            for notebook, source in each.cells:
                sources.setdefault(notebook, []).append(source)
            texts.append((each.name, {name: notebook_with(name, "\n\n".join(some)) for name, some in sources.items()}))
    return texts


def write_class(folder: Path, count: int) -> None:
    """One folder a student; no two files are the same, so that nothing can be recognised."""
    texts = corpus()
    for number in range(count):
        _, notebooks = texts[number % len(texts)]
        student = folder / f"s{number:05}"
        student.mkdir(parents=True)
        for name, text in notebooks.items():
            (student / name).write_text(text.replace('"id": "variant"', f'"id": "v{number}"'), encoding="utf-8")


class Watch(threading.Thread):
    """Notes, while a command runs, how many reports there are and how much memory its first process uses."""

    def __init__(self, process: subprocess.Popen, out: Path, count: int):
        super().__init__(daemon=True)
        self._process, self._out, self._count = process, out, count
        self.rows: list[tuple[float, int, float]] = []

    def run(self):
        started = time.monotonic()
        while self._process.poll() is None:
            time.sleep(1.0)
            done = sum(1 for _ in self._out.iterdir()) if self._out.is_dir() else 0
            if done >= (len(self.rows) + 1) * self._count // TENTHS:
                self.rows.append((time.monotonic() - started, done, self._memory()))

    def _memory(self) -> float:
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text()
        except OSError:
            return 0.0
        return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def run(*arguments, out: Path | None = None, count: int = 1):
    """(seconds, peak MiB of the largest process, rows of a Watch) of a bpgrade command."""
    command = [sys.executable, "-m", "bpgrade", *map(str, arguments)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    watch = Watch(process, out, count) if out else None
    if watch:
        watch.start()
    last = process.communicate()[0].strip().splitlines()[-3:]
    print("\n".join(last))
    seconds = time.monotonic() - started
    if watch:
        watch.join()
    return seconds, watch.rows if watch else []


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--submissions", type=int, default=10_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        room, count = Path(temporary), options.submissions
        write_class(room / "class", count)
        (room / "secret").write_text("a secret for measuring scale")
        graded = room / "graded"
        grade = ["grade", room / "class", "--out", graded, "--secret-file", room / "secret"]
        seconds, rows = run(*grade, out=graded, count=count)
        figures = {"grade": seconds, "tenths": rows, "again": run(*grade)[0]}
        figures["report"], figures["csv"] = run("report", graded)[0], run("export", "csv", graded)[0]
        figures["page"] = (graded / "class.html").stat().st_size
    figures["largest"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    show(figures, count)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


def show(figures: dict, count: int) -> None:
    """Two tables."""
    console = Console()
    tenths = Table("graded", "seconds", "a submission since the last row", "parent, MiB")
    before = (0.0, 0, 0.0)
    for row in figures["tenths"]:
        each = (row[0] - before[0]) / max(1, row[1] - before[1])
        tenths.add_row(str(row[1]), f"{row[0]:.0f}", f"{each * 1000:.0f} ms", f"{row[2]:.0f}")
        before = row
    console.print(tenths)
    rest = Table("what", "figure")
    rest.add_row(f"grading {count}", f"{figures['grade']:.0f} s")
    rest.add_row("again, nothing changed", f"{figures['again']:.1f} s")
    rest.add_row("class report", f"{figures['report']:.1f} s, {figures['page'] / 1e6:.2f} MB")
    rest.add_row("export csv", f"{figures['csv']:.1f} s")
    rest.add_row("largest process of all", f"{figures['largest']:.0f} MiB")
    console.print(rest)


if __name__ == "__main__":
    main()
