"""Planted submissions: wrong ones that must lose points where they should, odd but right ones that must not.

A planted file is Python. Its docstring says what is special about it. A wrong one has comment lines after it:

    # loses: grade-cell, ...     what must lose points; nothing else may, but the tests that run all of the student's
                                 own modules together
    # hint: part of a sentence   the diagnosis it should get, alternatives separated by |; none when nothing fits

Then code cells, which are added to the reference's notebook of the folder's name, so that their definitions win. A line
`# %%` starts another cell, `# %% 02_relu.ipynb` one of another notebook.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from bpgrade import reference
from bpgrade.intake import Cell, Submission
from bpgrade.record import NOTEBOOK_OF, Status
from bpkit.cells import bound_names

_HEADER = re.compile(r"^# (loses|hint): *(.+)$", re.MULTILINE)
_CELL = re.compile(r"^# %%[ \t]*(\S*)[ \t]*$", re.MULTILINE)


class PlantedError(Exception):
    """A planted file that is not one, or no longer applies to the reference; names the file."""


@dataclass(frozen=True)
class Planted:
    """One planted submission.

    Attributes:
        name: "01_linear/bias_averaged".
        title: its docstring.
        cells: (notebook, source) in order.
        loses: grade cells that must lose points; empty for a right one.
        hints: parts of the hints it may get; empty when no hint fits.
    """

    name: str
    title: str
    cells: tuple[tuple[str, str], ...]
    loses: frozenset[str]
    hints: tuple[str, ...]

    @property
    def touches(self) -> frozenset[str]:
        """The notebooks whose tests can tell it from the reference: its own, and the MLP's, which stands on others."""
        return frozenset(notebook for notebook, _ in self.cells) | {"05_mlp_cifar10.ipynb"}

    def submission(self) -> Submission:
        """The reference with these cells added."""
        books = {name: replace(book, problems=(), grade_ids=()) for name, book in reference.notebooks().items()}
        for name, source in self.cells:
            cells = books[name].cells
            books[name] = replace(books[name], cells=(*cells, Cell(cells[-1].index + 1, source)))
        return Submission(self.name, self.name, books, (), Status.GRADED, "")


def load_all(folder: Path, wrong: bool) -> list[Planted]:
    """All planted files below a folder. Raises PlantedError for the first that does not apply."""
    paths = sorted(folder.glob("[0-9][0-9]_*/*.py"))
    if not paths:
        raise PlantedError(f"{folder} holds no planted files.")
    return [load(path, wrong) for path in paths]


def load(path: Path, wrong: bool) -> Planted:
    """Read one planted file and make sure that it still replaces something of the reference."""
    text = path.read_text(encoding="utf-8")
    name = f"{path.parent.name}/{path.stem}"
    try:
        title = ast.get_docstring(ast.parse(text))
    except SyntaxError as error:
        raise PlantedError(f"{name}: line {error.lineno} is not Python: {error.msg}.") from None
    keys = dict(_HEADER.findall(text))
    loses = frozenset(re.findall(r"[\w-]+", keys.get("loses", "")))
    if not title or bool(loses) != wrong or wrong != ("hint" in keys) or not loses <= NOTEBOOK_OF.keys():
        wanted = "a docstring, `# loses:` with grade cells, and `# hint:`" if wrong else "a docstring and no `# loses:`"
        raise PlantedError(f"{name}: such a file has {wanted}.")
    cells = tuple(_cells(text, path.parent.name + ".ipynb"))
    _must_apply(name, cells)
    hints = tuple(part.strip() for part in keys.get("hint", "none").split("|"))
    return Planted(name, title, cells, loses, () if hints == ("none",) else hints)


def _cells(text: str, notebook: str) -> Iterator[tuple[str, str]]:
    parts = _CELL.split(text)
    yield notebook, parts[0]
    for name, source in zip(parts[1::2], parts[2::2], strict=True):
        yield name or notebook, source


def _must_apply(name: str, cells) -> None:
    replaced = False
    for notebook, source in cells:
        if notebook not in reference.notebooks():
            raise PlantedError(f"{name}: there is no notebook {notebook}.")
        replaced |= any(_applies(node, notebook) for node in ast.parse(source).body)
    if not replaced:
        raise PlantedError(f"{name}: does not replace anything that the reference defines.")


def _applies(node: ast.stmt, notebook: str) -> bool:
    """Whether a statement redefines an exercise's name, or a method that the reference's class has."""
    known = _members(notebook)
    if known.keys() & set(bound_names(node)):
        return True
    targets = node.targets if isinstance(node, ast.Assign) else []
    parts = [part for target in targets for part in (target.elts if isinstance(target, ast.Tuple) else [target])]
    patched = [(part.value.id, part.attr) for part in parts
               if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name)]  # fmt: skip
    return any(attribute in known.get(owner, ()) for owner, attribute in patched)


@cache
def _members(notebook: str) -> dict[str, frozenset[str]]:
    """Exercise name -> the methods its class has in the reference."""
    table = {}
    for _, source in reference.cells()[notebook]:
        for node in ast.parse(source).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and node.name in reference.EXERCISES[notebook]:
                methods = (part.name for part in getattr(node, "body", ()) if isinstance(part, ast.FunctionDef))
                table[node.name] = frozenset(methods)
    return table
