"""Submissions made from the reference: its notebooks with one more code cell, whose definitions come last and win."""

import json
from pathlib import Path

from bpgrade import reference


def notebook_with(name: str, source: str) -> str:
    """A reference notebook as JSON text, with one more code cell at its end.

    Args:
        name: e.g. "01_linear.ipynb".
        source: the cell's code; what it defines replaces the reference's definition of the same name.
    """
    document = json.loads((reference.folder() / name).read_text(encoding="utf-8"))
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "id": "variant",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    document["cells"].append(cell)
    return json.dumps(document, ensure_ascii=False, indent=1)


def write_variant(folder: Path, cells: dict[str, str]) -> None:
    """Write a whole submission: the reference's notebooks, with a cell added to those named in `cells`."""
    folder.mkdir(parents=True)
    for name in reference.notebooks():
        text = notebook_with(name, cells[name]) if name in cells else None
        if text is None:
            text = (reference.folder() / name).read_text(encoding="utf-8")
        (folder / name).write_text(text, encoding="utf-8")
