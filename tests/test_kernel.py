"""In a notebook's kernel: cards are HTML, curves grow in their place, and a cell that was run too early is told so."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parent.parent / "assignment" / "backprop"
CELLS = {
    "unknown": "Linear",  # before bpkit is there, nobody can say more than Python does
    "import": "import numpy as np\nimport bpkit\nfrom bpkit import Module, Parameter, check, draw_graph, plots",
    "too early": "check('relu', ReLU)",
    "class": (
        "class ReLU(Module):\n    def forward(self, x):\n        self.x = x\n        return x * (x > 0)\n"
        "    def backward(self, grad_output):\n        return grad_output * (self.y > 0)"
    ),
    "raises": "check('relu', ReLU)",
    "mended": "ReLU.backward = lambda self, grad_output: grad_output * (self.x > 0)\ncheck('relu', ReLU)",
    "state": (
        "np.random.seed(5)\nfirst = np.random.rand()\n"
        "np.random.seed(5)\ncheck('relu', ReLU)\nfirst == np.random.rand()"
    ),
    "graph": "draw_graph(ReLU(), np.array([[1.0, -2.0]]))",
    "curves": (
        "row = dict(train_loss=2.0, val_loss=2.1, train_accuracy=0.1, val_accuracy=0.1)\n"
        "class Trainer:\n    history = []\ndraw = plots.live_curves('growing')\n"
        "for epoch in (1, 2, 3):\n    Trainer.history.append(dict(row, epoch=epoch))\n    draw(Trainer)"
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def outputs():
    """Cell name -> its outputs, of one notebook run from top to bottom in a real kernel."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS.values()])
    NotebookClient(book, allow_errors=True, timeout=120, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return dict(zip(CELLS, (cell.outputs for cell in book.cells), strict=True))


def texts(outputs, kind):
    """What the outputs of a kind say: the name of a stream, or a MIME type."""
    shown = [each.get("data", {}).get(kind) or (each.text if each.get("name") == kind else "") for each in outputs]
    return [each for each in shown if each]


def test_cell_run_too_early_is_told_what_to_do(outputs):
    """A NameError comes with one sentence below it, which names the name and the menu."""
    assert "NameError" in [each.get("ename") for each in outputs["too early"]]
    assert texts(outputs["too early"], "stderr") == [
        "ReLU is not there. If it is spelt as where it is made, that cell has not been run since the kernel started: "
        "choose Run > Run All Above Selected Cell.\n"
    ]


def test_nothing_is_said_where_nothing_failed(outputs):
    """Only a NameError is explained, and only once bpkit is there."""
    assert texts(outputs["unknown"], "stderr") == []
    assert texts(outputs["mended"], "stderr") == []
    assert texts(outputs["raises"], "stderr") == []


def test_exception_shows_the_students_line_and_none_of_ours(outputs):
    """The card has the line to mend; the traceback below has no frames of bpkit's."""
    (card,) = texts(outputs["raises"], "text/html")
    (error,) = [each for each in outputs["raises"] if each.output_type == "error"]

    assert "Your code raised AttributeError: &#x27;ReLU&#x27; object has no attribute &#x27;y&#x27;" in card
    assert "line 6 in backward: return grad_output * (self.y &gt; 0)" in card
    assert error.traceback[0] == "CheckFailed: relu: 0 of 6 checks passed"
    assert "bpkit" not in "".join(error.traceback)


def test_right_class_gets_a_green_card(outputs):
    """With how well it agrees, and no error."""
    (card,) = texts(outputs["mended"], "text/html")

    assert "relu: 6 of 6 checks passed" in card
    assert "agrees with central differences to" in card
    assert all(each.output_type != "error" for each in outputs["mended"])


def test_students_random_numbers_are_not_touched(outputs):
    """np.random goes on after a check as if there had been none."""
    assert texts(outputs["state"], "text/plain")[-1] == "True"


def test_graph_is_a_picture(outputs):
    """The last line of a cell shows it."""
    assert texts(outputs["graph"], "text/html")[0].startswith("<svg ")


def test_curves_are_drawn_once_and_replaced(outputs):
    """After three epochs there is one picture, not three."""
    assert len([each for each in outputs["curves"] if "image/png" in each.get("data", {})]) == 1
