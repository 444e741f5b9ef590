"""How long one submission takes with a warm grader: `python bench/warm_grader.py [PATH] [--isolation A..D]`.

Prints the median of 20 in wall-clock seconds, and CPU seconds of grader and jailed workers. Without PATH it grades
the reference solution.
"""

import argparse
import resource
import statistics
import time
from pathlib import Path

from bpgrade import reference
from bpgrade.classroom import Conditions
from bpgrade.intake import find_submissions

RUNS = 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, default=reference.folder())
    parser.add_argument("--isolation", default="A")
    options = parser.parse_args()
    (submission,) = find_submissions([options.path])
    grader = Conditions(b"a secret for measuring", options.isolation, True).grader()
    print(f"isolation: {grader.wall.level}; {len(grader.tests)} tests; {grader.grade(submission).score:g} points")
    wall, own = [], time.process_time()
    for _ in range(RUNS):
        started = time.perf_counter()
        grader.grade(submission)
        wall.append(time.perf_counter() - started)
    own = (time.process_time() - own) / RUNS
    grader.close()
    jailed = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (jailed.ru_utime + jailed.ru_stime) / (RUNS + 1)
    print(f"median {statistics.median(wall):.3f} s, fastest {min(wall):.3f} s, slowest {max(wall):.3f} s")
    print(f"CPU: grader {own:.3f} s, jailed workers {cpu:.3f} s (0 where bubblewrap keeps their account)")


if __name__ == "__main__":
    main()
