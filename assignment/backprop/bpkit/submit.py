"""python -m bpkit.submit: looks over the notebooks of a folder, runs their public checks, and packs them to hand in.

It refuses nothing: whatever is missing or wrong is said, and packed as it is. The grade comes from other checks.
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import warnings
import zipfile
from pathlib import Path

from bpkit import card, desk
from bpkit.checks import NOTEBOOK_OF, judge, names_of
from bpkit.notebooks import Folder, import_from

OPTIONAL = "06_going_further.ipynb"
SECONDS = 30  # for the checks of a notebook, which take one or two: code that takes longer is taken to hang
_UNANSWERED = "YOUR ANSWER HERE"
_MOST_BYTES = 20_000_000  # more than a notebook of this kind should ever hold: pictures by the hundred
_NOTEBOOKS = tuple(dict.fromkeys(NOTEBOOK_OF.values()))


def main(arguments=None):
    """Pack the notebooks. Returns the exit status: 0 packed, whatever was found; 2 nothing could be written."""
    options = _parser().parse_args(arguments)
    if options.check:
        _tell(*options.check)
        return 0
    if not options.folder.is_dir():
        print(f"{options.folder} is no folder: name the one that holds your notebooks.", file=sys.stderr)
        return 2
    present = [name for name in _NOTEBOOKS if (options.folder / name).is_file()]
    if not present:
        where = f"There is no notebook of this assignment in {options.folder.resolve()}"
        print(f"{where}: run this in the folder that has them, or name that folder.", file=sys.stderr)
        return 2
    out = options.out or options.folder / "handed-in.zip"
    if out.is_dir():
        print(f"{out} is a folder: name a file with --out FILE.", file=sys.stderr)
        return 2
    careful = [each for name in _NOTEBOOKS for each in _look_over(options.folder, name)]
    try:
        _pack(options.folder, present, out)
    except OSError as error:
        reason = error.strerror or error
        print(f"{out} could not be written ({reason}): name another file with --out FILE.", file=sys.stderr)
        return 2
    _sum_up(out, present, careful)
    return 0


def _parser():
    text = "Run the public checks of your notebooks and write one zip to hand in. Nothing is refused."
    parser = argparse.ArgumentParser(prog="python -m bpkit.submit", description=text)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(), help="where the notebooks are (default: here)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the zip to write (default: handed-in.zip there)")
    parser.add_argument("--check", nargs=3, metavar=("NOTEBOOK", "EXERCISES", "FILE"), help=argparse.SUPPRESS)
    return parser


def _look_over(folder, name):
    """Print a line for each exercise of a notebook; returns what to warn of."""
    path = folder / name
    if not path.is_file():
        print(f"{name}: not there")
        return [] if name == OPTIONAL else [_missing(path)]
    print(name, flush=True)
    try:
        Folder(folder).program(name)
    except ValueError as error:
        print(f"    {error}")
        return [str(error)]
    states = {}
    for exercise, state in _states(folder, name):
        print(f"    {exercise:<24} {state}", flush=True)
        states[exercise] = state
    return [*_about_the_file(path, states), *_about_the_exercises(name, states)]


def _missing(path):
    warning = f"{path.name} is missing: its exercises will count as not written."
    found = [copy.name for copy in desk.copies(path)]
    return f"{warning} If it is {' or '.join(found)}, give it its name back." if found else warning


def _about_the_file(path, states):
    found = desk.newer_copies(path)
    if not found and any(state.startswith("not written yet") for state in states.values()):
        beside = [copy.name for copy in desk.copies(path)]
        found = [f"{each} is there too, but only {path.name} counts, and is not all written." for each in beside]
    if path.stat().st_size > _MOST_BYTES:
        found.append(f"{path.name} is very large: choose Edit > Clear Outputs of All Cells, save it, and pack again.")
    if _UNANSWERED in path.read_text(encoding="utf-8-sig"):
        found.append(f"{path.name}: a question still has {_UNANSWERED} in the place of your answer.")
    return found


def _about_the_exercises(name, states):
    wrong = sum(state != "passed" for state in states.values())
    if not wrong or (name == OPTIONAL and wrong == len(states)):
        return []
    return [f"{name}: {wrong} of {len(states)} exercises do not pass their public checks."]


def _states(folder, name):
    """(exercise, what became of its public check) for each, in processes of their own: code may hang, or end Python.

    The exercise that was being checked then is to blame; the others get another process.
    """
    waiting = [exercise for exercise, notebook in NOTEBOOK_OF.items() if notebook == name]
    while waiting:
        try:
            told, instead = _told(folder, name, tuple(waiting))
        except OSError:  # there are no processes where Python runs in a browser
            told, instead = _states_here(folder, name, tuple(waiting)), ""
        for exercise, state in told:
            yield exercise, state
            waiting.remove(exercise)
        if waiting and instead:
            yield waiting.pop(0), instead


def _told(folder, name, exercises):
    """([(exercise, state)] as far as a process came, what became of the next one)."""
    with tempfile.TemporaryDirectory() as temporary:
        file = Path(temporary, "states")
        command = [sys.executable, "-m", "bpkit.submit", "--check", name, ",".join(exercises), str(file)]
        instead = "ended Python: is there an exit() in it?"
        try:
            quiet = {"stdin": subprocess.DEVNULL, "capture_output": True}  # nobody answers an input()
            subprocess.run(command, cwd=folder, env=_environment(), timeout=SECONDS, check=False, **quiet)
        except subprocess.TimeoutExpired:
            instead = f"gave no answer within {SECONDS} seconds: is there a loop that never ends?"
        *lines, _ = (
            file.read_text(encoding="utf-8").split("\n") if file.is_file() else [""]
        )  # the last may be half a line
    return [json.loads(line) for line in lines], instead


def _environment():
    """This process's, in which this bpkit is found from any folder."""
    here, already = Path(__file__).resolve().parent.parent, os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([str(here), *([already] if already else [])])}


def _tell(name, exercises, file):
    with open(file, "w", encoding="utf-8") as told:
        for state in _states_here(Path(), name, exercises.split(",")):
            print(json.dumps(state), file=told, flush=True)


def _states_here(folder, name, exercises):
    """(exercise, what became of its public check), in this process."""
    for exercise in exercises:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            state = _state(folder, name, exercise)
        yield exercise, _one_line(f"{state}: {said[0].message}") if said and state != "passed" else state


def _state(folder, name, exercise):
    try:
        results = judge(exercise, *import_from(name, *names_of(exercise), folder=folder))
    except Exception as error:
        return _one_line(f"{type(error).__name__}: {error}")
    return "passed" if card.all_passed(results) else card.headline(exercise, results).partition(": ")[2]


def _one_line(text):
    return text.splitlines()[0][:200]


def _pack(folder, present, out):
    """Write the zip beside its place first, so that no half of one is ever handed in."""
    beside = out.with_name(f".{out.name}.new")
    try:
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for name in present:
                archive.write(folder / name, name)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)


def _sum_up(out, present, careful):
    for each in careful:
        print(f"Careful: {each}")
    size, books = out.stat().st_size / 1000, "notebook" if len(present) == 1 else "notebooks"
    print(f"{out}: {len(present)} {books}, {size:.0f} kB. Hand in this file; the notebooks count as they were saved.")


if __name__ == "__main__":
    sys.exit(main())
