"""Notebooks whose cells are odd: in type, number, order, or kind of source."""

from pathlib import Path

from bpgrade.record import Status
from broken.making import (
    code_cell,
    code_cells,
    document,
    edited,
    of_sources,
    place_of_solution,
    right,
    saved,
    solution,
    sources,
    with_cells,
)
from broken.registry import ALL, NOTEBOOK, Made, broken

ROOT = Path(__file__).resolve().parents[2]
PLACE = place_of_solution()
NO_GRADIENT = "numerical_gradient is not defined in 00_chain_rule.ipynb."
NO_STEP = "tanh_network_step is not defined in 00_chain_rule.ipynb."
TANH = ("chain-rule-tanh",)


@broken(NO_GRADIENT, NO_STEP, status=Status.PARTIAL)
def no_cells(_) -> Made:
    """A notebook without a single cell."""
    return of_sources()


@broken(f"00_chain_rule.ipynb has {len(sources(document())) + 2_000} code cells; at most 2000 are read: delete some.")
def too_many_cells(_) -> Made:
    """A cell was pasted two thousand times."""
    return with_cells(after=["x = 1"] * 2_000)


@broken("00_chain_rule.ipynb holds 1.1 MiB of code; at most 1 MiB is read: remove data that was pasted into cells.")
def data_in_a_cell(_) -> Made:
    """A data set pasted into a cell."""
    return with_cells("data = [" + "0.12345, " * 125_000 + "]")


@broken(
    *(
        f"Cell {n} of 00_chain_rule.ipynb (text cells counted) {what} and was skipped: make it a code cell."
        for n, what in [(1, "has no type"), (2, "has no type"), (3, 'has the unknown type "sql"')]
    ),
    earns=ALL,
)
def wrong_cell_types(_) -> Made:
    """A cell that is a number, one whose type is a list, and one of an unknown type."""
    content = document()
    content["cells"][:0] = [7, code_cell("x = 1", cell_type=["code"]), code_cell("SELECT 1", cell_type="sql")]
    return saved(content)


@broken(
    "00_chain_rule.ipynb has 490 more problems of this kind.",
    *(
        f"Cell {n} of 00_chain_rule.ipynb (text cells counted) has no type and was skipped: make it a code cell."
        for n in range(1, 11)
    ),
    earns=ALL,
)
def five_hundred_odd_cells(_) -> Made:
    """500 cells that are null: ten sentences are enough."""
    content = document()
    content["cells"][:0] = [None] * 500
    return saved(content)


@broken(earns=ALL)
def sources_as_lists(_) -> Made:
    """Each source as a list of lines, as Jupyter writes it."""
    content = document()
    for cell in content["cells"]:
        cell["source"] = "".join(cell["source"]).splitlines(keepends=True)
    return saved(content)


@broken(earns=ALL)
def sources_in_crumbs(_) -> Made:
    """Each source as a list of single characters."""
    content = document()
    for cell in content["cells"]:
        cell["source"] = list("".join(cell["source"]))
    return saved(content)


@broken(
    "Code cell 1 of 00_chain_rule.ipynb was skipped, as its source is not text: type its code anew.",
    "Code cell 2 of 00_chain_rule.ipynb was skipped, as its source is not text: type its code anew.",
    "Code cell 3 of 00_chain_rule.ipynb was skipped, as its source is not text: type its code anew.",
    earns=ALL,
)
def sources_that_are_no_text(_) -> Made:
    """A number, a list with a number in it, and no source at all, before a solution that is in order."""
    content = document()
    content["cells"][:0] = [code_cell(5), code_cell(["x = ", 1]), code_cell(None)]
    return saved(content)


@broken(
    f"Code cell {PLACE[1]} of 00_chain_rule.ipynb was skipped, as its source is not text: type its code anew.",
    NO_GRADIENT,
    earns=TANH,
)
def solution_is_a_number(_) -> Made:
    """The cell of the solution holds a number instead of code."""
    content = document()
    solution(content)["source"] = 42
    return saved(content)


@broken(
    f"Cell {PLACE[0]} of 00_chain_rule.ipynb (text cells counted) should hold code but is of type markdown: "
    "make it a code cell and hand it in again.",
    NO_GRADIENT,
    earns=TANH,
)
def solution_is_text(_) -> Made:
    """The key M, pressed by accident, has made the cell of the solution a text cell."""
    content = document()
    solution(content)["cell_type"] = "markdown"
    return saved(content)


@broken(earns=ALL)
def same_id_everywhere(_) -> Made:
    """Every cell has the same id."""
    content = document()
    for cell in content["cells"]:
        cell["id"] = "x"
    return saved(content)


@broken(earns=ALL)
def same_grade_id_everywhere(_) -> Made:
    """Every cell claims to be the same test cell."""
    content = document()
    for cell in content["cells"]:
        cell["metadata"] = {"nbgrader": {"grade_id": "chain-rule-tanh", "points": 1000, "grade": True}}
    return saved(content)


@broken(earns=ALL)
def cells_swapped(_) -> Made:
    """The test cells stand before the solution."""
    content = document()
    cell = solution(content)
    content["cells"].remove(cell)
    content["cells"].append(cell)
    return saved(content)


@broken(earns=ALL)
def one_cell_twice(_) -> Made:
    """The cell of the solution was pasted a second time."""
    content = document()
    content["cells"].append(solution(content))
    return saved(content)


@broken(earns=ALL)
def all_in_one_cell(_) -> Made:
    """All code in a single cell."""
    return of_sources("\n\n".join(sources(document())))


@broken(
    NO_GRADIENT,
    NO_STEP,
    status=Status.PARTIAL,
    hint="It is defined inside a function or a class: move it to the left edge of a cell.",
)
def all_in_functions(_) -> Made:
    """Each cell was wrapped in a function."""

    def wrapped(source: str) -> str:
        return "def cell():\n" + "\n".join(f"    {line}" for line in source.split("\n")) + "\n\ncell()"

    return edited(wrapped)


@broken(earns=ALL)
def without_test_cells(_) -> Made:
    """The test cells are gone, with all text."""
    content = document()
    content["cells"] = [cell for cell in code_cells(content) if "check(" not in "".join(cell["source"])]
    return saved(content)


@broken("This is not written yet: it still raises NotImplementedError.", status=Status.PARTIAL)
def untouched_stub(_) -> Made:
    """Handed in as it was handed out."""
    return (ROOT / "assignment" / "backprop" / NOTEBOOK).read_bytes()


@broken(
    f"Code cell {PLACE[1]} of 00_chain_rule.ipynb holds git merge-conflict markers (<<<<<<<): "
    "keep one of the two versions.",
    "numerical_gradient cannot be read: its code is not valid Python (IndentationError).",
    earns=TANH,
)
def merge_conflict_in_a_cell(_) -> Made:
    """nbdime, or an editor, has written git's markers into the source of the solution."""
    content = document()
    cell = solution(content)
    ours, theirs = (f"def numerical_gradient(f, x, h={h}):" for h in ("1e-5", "1e-6"))
    conflict = f"<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> theirs"
    cell["source"] = "".join(cell["source"]).replace(ours, conflict)
    return saved(content)


@broken(earns=ALL)
def nothing_odd(_) -> Made:
    """The control: a right notebook."""
    return right()


@broken(
    *(f"{name} holds the test cells of {other}: hand each notebook in under its own name."
      for name, other in [(NOTEBOOK, "02_relu.ipynb"), ("02_relu.ipynb", NOTEBOOK)]),
    NO_GRADIENT,
    NO_STEP,
    "ReLU is not defined in 02_relu.ipynb.",
    "Tanh is not defined in 02_relu.ipynb.",
    "Sigmoid is not defined in 02_relu.ipynb.",
    status=Status.PARTIAL,
)  # fmt: skip
def two_notebooks_swapped(_) -> Made:
    """Two notebooks, each under the name of the other."""
    return {NOTEBOOK: right("02_relu.ipynb"), "02_relu.ipynb": right(NOTEBOOK)}
