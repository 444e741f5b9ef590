"""Memory of grading on Gradescope: `python bench/gradescope_memory.py ROOT [SUBMISSION]`.

ROOT is laid out as /autograder: autograder.zip unpacked in ROOT/source, setup.sh run with AUTOGRADER_ROOT=ROOT. Prints
the most that grader, zygote and workers held at one time (Pss, so that shared pages count once). Pages shared with
other processes of this machine count less: give ROOT a venv of its own, as setup.sh does.
"""

import argparse
import json
import shutil
from pathlib import Path

from measure import measured

from bpgrade import reference
from bpgrade.gradescope import layout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("root", type=Path)
    parser.add_argument("submission", type=Path, nargs="?", default=reference.folder())
    options = parser.parse_args()
    root = options.root.resolve()
    shutil.rmtree(root / layout.SUBMISSION, ignore_errors=True)
    shutil.copytree(options.submission, root / layout.SUBMISSION)
    usage = measured([root / "source" / "run_autograder"], root, sample=True, AUTOGRADER_ROOT=str(root))
    content = json.loads((root / layout.RESULTS).read_text(encoding="utf-8"))
    print(f"{content.get('score', 'no score')} points; {usage.tree:.0f} MiB at most, {usage.seconds:.1f} s")


if __name__ == "__main__":
    main()
