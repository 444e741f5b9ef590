"""What students should know about the notebooks on their desk, and cannot see: copies, and definitions that are not the
ones they look at. Read from the files, one sentence each."""

import re
from pathlib import Path

from bpkit import notebooks
from bpkit.cells import cell_of

_COPY = re.compile(r"(-Copy\d+| \(\d+\)| copy( \d+)?|_copy\d*)+$")


def notes(notebook, names=()):
    """What to mend about a notebook of the current folder.

    Args:
        notebook: its file name.
        names: what an exercise asks it for.
    Returns:
        list of str, empty where all is well, where there is no such file, and where it cannot be read.
    """
    folder = Path(notebooks.library.path or ".") if isinstance(notebooks.library, notebooks.Folder) else None
    if folder is None or not (folder / notebook).is_file():
        return []
    return [*newer_copies(folder / notebook), *_defined_twice(notebook, names), *_outdated()]


def copies(path):
    """Files beside a notebook that are called as its copies are: sorted paths."""
    beside = path.parent.glob(f"{path.stem}*.ipynb")
    return sorted(each for each in beside if _COPY.fullmatch(each.stem[len(path.stem) :]))


def newer_copies(path):
    """Copies of a notebook that were saved after it: list of str, one sentence for each."""
    saved = path.stat().st_mtime_ns
    return [
        f"{copy.name} was saved after {path.name}, but only {path.name} counts: move what you need there, "
        "and delete the copy."
        for copy in copies(path)
        if copy.stat().st_mtime_ns > saved
    ]


def _defined_twice(notebook, names):
    try:
        bindings = notebooks.library.program(notebook).bindings
    except (OSError, ValueError):
        return []
    found = []
    for name in names:
        cells = sorted({cell_of(each.file_name)[1] for each in bindings.get(name, []) if each.binds_surely})
        if len(cells) > 1:
            listed = f"{', '.join(map(str, cells[:-1]))} and {cells[-1]}"
            found.append(
                f"{name} is defined in code cells {listed} of {notebook} as it was saved: the last one counts."
            )
    return found


def _outdated():
    """Notebooks that were saved again after something was taken out of them."""
    return [
        f"{path.name} was saved again after {' and '.join(sorted(names))} had been taken from it: "
        "run the cell with import_from again."
        for path, names in notebooks.outdated().items()
    ]
