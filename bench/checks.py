"""How long a public check takes: `python bench/checks.py`. Median of 9 runs each, in one process, one thread."""

import contextlib
import io
import os
import statistics
import sys
import time
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is imported
FOLDER = Path(__file__).resolve().parent.parent / "solution" / "backprop"
sys.path.insert(0, str(FOLDER))

from bpkit.checks import NOTEBOOK_OF, check, names_of  # noqa: E402
from bpkit.notebooks import import_from  # noqa: E402

ROUNDS = 9


def main():
    """Print a line for each exercise, the slowest first."""
    os.chdir(FOLDER)  # as in a student's kernel: the notes on the notebooks that lie there are part of a check
    medians = {exercise: median(exercise) for exercise in NOTEBOOK_OF}
    for exercise, seconds in sorted(medians.items(), key=lambda item: -item[1]):
        print(f"{exercise:<24} {1e3 * seconds:6.1f} ms")


def median(exercise):
    """Seconds of check() on the reference's definitions."""
    objects = import_from(NOTEBOOK_OF[exercise], *names_of(exercise))
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            check(exercise, *objects)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


if __name__ == "__main__":
    main()
