"""solution/train.py as a command, on data that trains in a second."""

import json
import subprocess
import sys
from pathlib import Path

SOLUTION = Path(__file__).parent.parent / "solution"
SMALL = ["--data", "toy", "--hidden", "16", "--batch-size", "200"]


def command(*options):
    return [sys.executable, "-W", "error", str(SOLUTION / "train.py"), *map(str, options)]


def run(*options, cwd):
    return subprocess.run(command(*options), cwd=cwd, capture_output=True, text=True)


def metrics_of(out, seed=0):
    return json.loads((out / f"seed-{seed}" / "metrics.json").read_text())
