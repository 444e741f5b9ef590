"""The recipe `quick` on real CIFAR-10, against its bar: `python tests/train_quick.py FOR_RESULTS`; tox -e cifar10.

BPKIT_CIFAR10 names the folder that has CIFAR-10, and BPKIT_CIFAR10_NAME what it is called; data/ without. Exit status:
0 the bar is reached, or there is no CIFAR-10 here, which it says; 1 it is not reached, or the training failed.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from bpkit.data import DataNotFound, cifar10

ROOT = Path(__file__).resolve().parent.parent
BAR = 0.56  # of the test images; chance is 0.10


def main(out):
    folder = os.environ.get("BPKIT_CIFAR10") or str(ROOT / "data")
    try:
        name = os.environ.get("BPKIT_CIFAR10_NAME") or cifar10(folder).name
    except DataNotFound as error:
        print(f"Not trained: {error}")
        return 0
    train = [sys.executable, ROOT / "solution" / "train.py", "--recipe", "quick"]
    done = subprocess.run([*train, "--data", folder, "--data-label", name, "--out", out], check=False)
    if done.returncode:
        return 1
    reached = json.loads((out / "results.json").read_text())["mean"]
    if reached < BAR:
        print(f"quick reached {reached:.2%} of the test images of {name}; its bar is {BAR:.0%}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
