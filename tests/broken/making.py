"""What the makers of broken submissions share: the reference's notebooks as JSON, changed and packed."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable

from bpgrade import reference
from broken.registry import NOTEBOOK


def document(name: str = NOTEBOOK) -> dict:
    """A reference notebook as JSON, anew at every call."""
    return json.loads((reference.folder() / name).read_text(encoding="utf-8"))


def saved(content: object) -> bytes:
    """JSON as a notebook's file holds it."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def right(name: str = NOTEBOOK) -> bytes:
    """A whole and right notebook."""
    return saved(document(name))


def code_cells(content: dict) -> list[dict]:
    """The code cells of a notebook."""
    return [cell for cell in content["cells"] if cell["cell_type"] == "code"]


def code_cell(source: object, **rest: object) -> dict:
    """A code cell."""
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return cell | rest


def sources(content: dict) -> list[str]:
    """The sources of the code cells."""
    return ["".join(cell["source"]) for cell in code_cells(content)]


def of_sources(*texts: str, **rest: object) -> bytes:
    """A notebook of these code cells alone."""
    cells = [code_cell(text) for text in texts]
    return saved({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | rest)


def edited(change: Callable[[str], str], name: str = NOTEBOOK) -> bytes:
    """A notebook with every code cell's source changed."""
    content = document(name)
    for cell in code_cells(content):
        cell["source"] = change("".join(cell["source"]))
    return saved(content)


def replaced(old: str, new: str, name: str = NOTEBOOK) -> bytes:
    """A notebook with text in its code replaced. Raises ValueError when it is not there."""
    if not any(old in source for source in sources(document(name))):
        raise ValueError(f"{name} no longer holds {old!r}")
    return edited(lambda source: source.replace(old, new), name)


def solution(content: dict) -> dict:
    """The cell of 00_chain_rule.ipynb that defines numerical_gradient."""
    return next(cell for cell in code_cells(content) if "def numerical_gradient" in "".join(cell["source"]))


def stub() -> bytes:
    """A notebook that earns nothing, for the files that must not be graded."""
    return of_sources("def numerical_gradient(f, x, h=1e-5):\n    return x")


def place_of_solution() -> tuple[int, int]:
    """Its number among all cells and among the code cells, from 1."""
    content = document()
    cell = solution(content)
    return content["cells"].index(cell) + 1, code_cells(content).index(cell) + 1


def with_metadata(**metadata: object) -> bytes:
    """00_chain_rule.ipynb with other metadata."""
    return saved(document() | {"metadata": metadata})


def with_cells(*before: str, after: Iterable[str] = ()) -> bytes:
    """00_chain_rule.ipynb with code cells before and after its own."""
    content = document()
    content["cells"] = [*map(code_cell, before), *content["cells"], *map(code_cell, after)]
    return saved(content)


def packed(
    members: dict[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED, comment: bytes = b""
) -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.comment = comment
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def zipped(*arguments, **options) -> dict[str, bytes]:
    """A zip archive that is handed in."""
    return {"homework.zip": packed(*arguments, **options)}


def patched(data: bytes, name: bytes, local: int, central: int, value: bytes) -> bytes:
    """An archive with the headers of the first member called `name` changed at these offsets."""
    changed = bytearray(data)
    for signature, length, offset in ((b"PK\x03\x04", 30, local), (b"PK\x01\x02", 46, central)):
        start = data.index(signature)
        while data[start + length : start + length + len(name)] != name:
            start = data.index(signature, start + 1)
        changed[start + offset : start + offset + len(value)] = value
    return bytes(changed)
