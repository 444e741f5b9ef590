"""A class for measuring: submissions of all six notebooks, most of them right.

Every fourth student has one or two mistakes from tests/planted/wrong; every other notebook is solved in a way of its
own, from tests/planted/right. Nothing hangs: an endless loop would measure time limits.
"""

import copy
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bpgrade import reference
from bpgrade.planted import Planted, load
from bpgrade.record import BONUS_NOTEBOOK
from bpkit.cells import cell_of
from bpkit.slicer import Program

NOTEBOOKS = tuple(name for name in reference.notebooks() if name != BONUS_NOTEBOOK)  # nobody here does the optional one
PLANTED = Path(__file__).resolve().parent.parent / "tests" / "planted"
RIGHT = (
    "00_chain_rule/rows_of_an_identity", "00_chain_rule/tanh_step_as_columns",
    "00_chain_rule/flat_copies_and_fromiter", "00_chain_rule/partial_derivative_as_a_class",
    "00_chain_rule/recursive_over_axes",
    "01_linear/einsum_everywhere", "01_linear/ones_appended_to_x", "01_linear/gradients_without_accumulate",
    "01_linear/tensordot_and_inner", "01_linear/fortran_ordered_cache",
    "02_relu/where_and_heaviside", "02_relu/sigmoid_with_masks", "02_relu/average_of_x_and_its_size",
    "02_relu/sigmoid_with_expm1_and_log1p", "02_relu/mask_packed_into_bits",
    "03_softmax_cross_entropy/one_hot_rows_of_eye", "03_softmax_cross_entropy/squared_error_by_einsum",
    "03_softmax_cross_entropy/flat_indices", "03_softmax_cross_entropy/logaddexp_reduce",
    "03_softmax_cross_entropy/take_along_axis",
    "04_sgd/velocities_in_a_dict_by_id", "04_sgd/velocities_start_at_zero", "04_sgd/one_flat_velocity",
    "04_sgd/velocity_beside_each_parameter", "04_sgd/functions_of_a_state",
    "05_mlp_cifar10/minibatches_by_array_split", "05_mlp_cifar10/epoch_by_generator_and_fsum",
    "05_mlp_cifar10/minibatches_as_list", "05_mlp_cifar10/recursive_mlp",
    "05_mlp_cifar10/epoch_with_enumerate_and_running_mean",
)  # fmt: skip
WRONG = (
    "00_chain_rule/forward_difference", "00_chain_rule/slope_of_tanh_missing",
    "01_linear/bias_gradient_averaged", "01_linear/gradients_overwritten",
    "02_relu/relu_mask_includes_zero", "02_relu/relu_changes_x", "02_relu/sigmoid_overflow",
    "03_softmax_cross_entropy/softmax_without_shift", "03_softmax_cross_entropy/gradient_not_averaged",
    "04_sgd/ema_velocity", "04_sgd/decay_factor_two",
    "05_mlp_cifar10/drops_last_batch", "05_mlp_cifar10/zero_grad_forgotten", "05_mlp_cifar10/backward_forgets_relu",
)  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One student: an id like s001, and what is planted in the notebooks, at most one thing in each."""

    id: str
    planted: tuple[Planted, ...]

    @property
    def loses(self) -> frozenset[str]:
        """The grade cells that must lose points; none for a right submission."""
        return frozenset().union(*(each.loses for each in self.planted))

    def cells(self, notebook: str) -> list[str]:
        """The sources that are planted in a notebook."""
        return [source for each in self.planted for name, source in each.cells if name == notebook]


def make_class(count: int, seed: int = 0) -> list[Entry]:
    """The same class for the same seed. The second of every four students is wrong, the others are right."""
    rng = np.random.default_rng(seed)
    return [Entry(f"s{number + 1:03}", _draw(rng, number % 4 == 1)) for number in range(count)]


def _draw(rng, wrong):
    chosen = {}
    mistakes = rng.permutation(WRONG)[: rng.integers(1, 3)] if wrong else []
    for kind, names in (("wrong", mistakes), ("right", rng.permutation(RIGHT))):
        for name in names:
            if str(name).split("/")[0] not in chosen:
                chosen[str(name).split("/")[0]] = load(PLANTED / kind / f"{name}.py", kind == "wrong")
    return tuple(chosen.values())


def document(notebook: str) -> dict:
    """A reference notebook as it stands."""
    return json.loads((reference.folder() / notebook).read_text(encoding="utf-8"))


def lean(notebook: str) -> dict:
    """A reference notebook with nothing in it but its imports, what the names of its exercises need, and its tests."""
    book = document(notebook)
    program = Program(notebook, reference.cells()[notebook])
    needed = {cell_of(statement.file_name)[1] for statement in program.slice(reference.asked_for(notebook))}
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    book["cells"] = [cell for index, cell in enumerate(code, start=1) if index in needed | {1} or role(cell)]
    return book


def role(cell: dict) -> str | None:
    """What nbgrader takes a cell for: "solution" or "test"; None for any other."""
    mark = cell["metadata"].get("nbgrader", {})
    return "solution" if mark.get("solution") else "test" if mark.get("grade") else None


def hand_in(book: dict, notebook: str, entry: Entry) -> dict:
    """A notebook as the student hands it in: solved as the reference does, then what is planted, then the tests."""
    book, sources = copy.deepcopy(book), entry.cells(notebook)
    solutions = {_id(cell): cell["source"] for cell in document(notebook)["cells"] if role(cell) == "solution"}
    for cell in book["cells"]:
        if role(cell) == "solution":
            cell["source"] = _without_marks(solutions[_id(cell)])
    if sources:
        place = _after(book["cells"], notebook, sources)
        book["cells"][place:place] = [_cell(number, source) for number, source in enumerate(sources)]
    return book


def _id(cell):
    return cell["metadata"]["nbgrader"]["grade_id"]


def _without_marks(source):
    lines = "".join(source).split("\n")
    return "\n".join(line for line in lines if line.strip() not in ("### BEGIN SOLUTION", "### END SOLUTION"))


def _after(cells, notebook, sources):
    """Behind the last solution cell that defines what the sources replace: before the tests that ask for it."""
    replaced = _touched(Program(notebook, list(enumerate(sources, start=1))))
    last = 0
    for place, cell in enumerate(cells, start=1):
        if role(cell) == "solution" and replaced & _touched(Program(notebook, [(1, "".join(cell["source"]))])):
            last = place
    return last


def _touched(program):
    return (program.bindings.keys() | program.changes.keys()) & set(reference.EXERCISES[program.name])


def _cell(number, source):
    return {
        "cell_type": "code", "execution_count": None, "id": f"planted-{number}", "metadata": {}, "outputs": [],
        "source": source,
    }  # fmt: skip


def write(book: dict, path: Path) -> None:
    """Write a notebook; its folder is made when it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1), encoding="utf-8")


def write_class(entries: list[Entry], folder: Path) -> None:
    """Whole notebooks, explorations, plots and training runs included: <folder>/<id>/<notebook>."""
    for entry in entries:
        for notebook in NOTEBOOKS:
            write(hand_in(document(notebook), notebook, entry), folder / entry.id / notebook)
