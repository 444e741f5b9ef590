"""python -m bpkit.submit: looks over the notebooks of a folder, runs their public checks, and packs them to hand in.

It refuses nothing: whatever is missing or wrong is said, and packed as it is. The grade comes from other checks.
"""

import argparse
import contextlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from bpkit import card, desk
from bpkit.checks import NOTEBOOK_OF, judge, names_of
from bpkit.notebooks import import_from

OPTIONAL = "06_going_further.ipynb"
SECONDS = 120  # for all checks of a notebook
_MOST_BYTES = 20_000_000  # more than a notebook of this kind should ever hold: pictures by the hundred
_NOTEBOOKS = tuple(dict.fromkeys(NOTEBOOK_OF.values()))


def main(arguments=None):
    """Pack the notebooks. Returns the exit status: 0 packed, whatever was found; 2 nothing could be written."""
    options = _parser().parse_args(arguments)
    if options.check:
        with open(options.check[1], "w", encoding="utf-8") as told:
            for state in _states_here(Path(), options.check[0]):
                print(json.dumps(state), file=told, flush=True)
        return 0
    if not options.folder.is_dir():
        print(f"{options.folder} is no folder: name the one that holds your notebooks.", file=sys.stderr)
        return 2
    present = [name for name in _NOTEBOOKS if (options.folder / name).is_file()]
    if not present:
        print(f"There is no notebook of this assignment in {options.folder.resolve()}.", file=sys.stderr)
        return 2
    warnings = [each for name in _NOTEBOOKS for each in _look_over(options.folder, name)]
    out = options.out or options.folder / "handed-in.zip"
    try:
        _pack(options.folder, present, out)
    except OSError as error:
        print(f"{out} could not be written: {error.strerror or error}.", file=sys.stderr)
        return 2
    _sum_up(out, present, warnings)
    return 0


def _parser():
    text = "Run the public checks of your notebooks and write one zip to hand in. Nothing is refused."
    parser = argparse.ArgumentParser(prog="python -m bpkit.submit", description=text)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="where the notebooks are (default: here)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the zip to write (default: handed-in.zip there)")
    parser.add_argument("--check", nargs=2, metavar=("NOTEBOOK", "FILE"), help=argparse.SUPPRESS)
    return parser


def _look_over(folder, name):
    """Print a line for each exercise of a notebook; returns what to warn of."""
    if not (folder / name).is_file():
        print(f"{name}: not there")
        return [] if name == OPTIONAL else [f"{name} is missing: its exercises will count as not written."]
    print(name)
    states = _states(folder, name)
    for exercise, state in states.items():
        print(f"    {exercise:<24} {state}")
    warnings = desk.newer_copies(folder / name)
    if (folder / name).stat().st_size > _MOST_BYTES:
        warnings.append(f"{name} is very large: choose Edit > Clear Outputs of All Cells, save it, and pack again.")
    wrong = sum(state != "passed" for state in states.values())
    if wrong and not (name == OPTIONAL and wrong == len(states)):
        warnings.append(f"{name}: {wrong} of {len(states)} exercises do not pass their public checks.")
    return warnings


def _states(folder, name):
    """What became of each exercise's public check, in a process of its own: a notebook may hang, or end Python."""
    with tempfile.TemporaryDirectory() as temporary:
        told = Path(temporary, "states")
        command = [sys.executable, "-m", "bpkit.submit", "--check", name, str(told)]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
            instead = "ended Python"
        except subprocess.TimeoutExpired:
            instead = f"gave no answer within {SECONDS} seconds"
        except OSError:  # there are no processes where Python runs in a browser
            return dict(_states_here(folder, name))
        lines = told.read_text(encoding="utf-8").splitlines() if told.is_file() else []
    return dict.fromkeys(_asked(name), instead) | dict(json.loads(line) for line in lines)


def _asked(name):
    return [exercise for exercise, notebook in NOTEBOOK_OF.items() if notebook == name]


def _states_here(folder, name):
    """(exercise, what became of its public check), in this process."""
    for exercise in _asked(name):
        with contextlib.redirect_stdout(io.StringIO()):
            yield exercise, _state(folder, name, exercise)


def _state(folder, name, exercise):
    try:
        results = judge(exercise, *import_from(name, *names_of(exercise), folder=folder))
    except Exception as error:
        return f"{type(error).__name__}: {error}".splitlines()[0][:200]
    passed = all(result.outcome == card.PASSED for result in results)
    return "passed" if passed else card.headline(exercise, results).partition(": ")[2]


def _pack(folder, present, out):
    """Write the zip beside its place first, so that no half of one is ever handed in."""
    beside = out.with_name(f".{out.name}.new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in present:
                archive.write(folder / name, name)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _sum_up(out, present, warnings):
    for warning in warnings:
        print(f"Careful: {warning}")
    size = out.stat().st_size / 1000
    print(f"{out}: {len(present)} notebooks, {size:.0f} kB. Hand in this file; the notebooks count as they were saved.")


if __name__ == "__main__":
    sys.exit(main())
