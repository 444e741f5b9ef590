"""The worker that all notebooks of a submission share: what goes wrong in it is never another notebook's doing."""

import pytest

from bpgrade.record import Outcome
from bpgrade.session import Missing, Session
from bpgrade.student import Student
from bpgrade.wall.client import Crashed
from bpgrade.wall.shared import SharedWorker
from submitted import BOOK, SQUARE

OTHER = "02_relu.ipynb"
SPOIL = "import copy\ndef square(x, spoilt=setattr(copy, 'copy', None)):\n    return x * x"


@pytest.fixture
def shared(wall):
    """shared(**cells) gives a SharedWorker for two notebooks of one cell each; all are closed afterwards."""
    made = []

    def share(first=SQUARE, second=SQUARE):
        made.append(SharedWorker(wall, {BOOK: [[1, first]], OTHER: [[1, second]]}))
        return made[-1]

    yield share
    for each in made:
        each.close()


def test_close(shared):
    """closing ends the worker, and may be done twice or before anything was asked"""
    both = shared()
    both.close()
    Session(both, BOOK, ["square"]).need("square")
    both.close()
    both.close()


def test_names_do_not_mix(shared):
    """two notebooks define the same name, and each is asked for its own"""
    both = shared(second="def square(x):\n    return 'not mine'")
    one, two = Session(both, BOOK, ["square"]), Session(both, OTHER, ["square"])
    assert Student(one).square(3) == 9
    assert Student(two).square(3) == "not mine"
    one.fresh()
    assert Student(one).square(4) == 16
    assert both.residents == {one.group, two.group}


def test_what_is_lent_is_not_seen_by_those_who_have_to_define_it(shared):
    """code that is asked for its own definitions never shares a process with those of the reference"""
    find = "import gc\ndef square(x):\n    return [e.__name__ for e in gc.get_objects() if hasattr(e, 'LENT')]"
    both = shared(first=find)
    lent = [["03_softmax_cross_entropy.ipynb", "class Lent:\n    LENT = True", ["Lent"]]]
    borrowing, own = Session(both, BOOK, ["square"], lent), Session(both, BOOK, ["square"])
    assert Student(own).square(0) == []
    assert Student(borrowing).square(0) == ["Lent"]
    own.fresh()
    assert Student(own).square(0) == []


def test_a_worker_dies_for_all(shared):
    """whoever ends the process has the others load again, no more"""
    both = shared(second="import os\ndef end():\n    os._exit(3)")
    one, two = Session(both, BOOK, ["square"]), Session(both, OTHER, ["end"])
    assert Student(one).square(3) == 9
    with pytest.raises(Crashed, match="it ended itself"):
        Student(two).end()
    assert Student(one).square(5) == 25


def test_moving_forgets_what_went_wrong(shared):
    """a notebook that goes to another worker is loaded anew there"""
    halved = "import copy\nHALF = copy.copy(0.5)\ndef half(x):\n    return HALF * x"
    spoilt, alone = shared(SPOIL, halved), shared(SPOIL, halved)
    Session(spoilt, BOOK, ["square"]).need("square")
    one = Session(spoilt, OTHER, ["HALF", "half"])
    with pytest.raises(Missing, match="HALF is not defined"):
        one.need("HALF")
    one.move(alone)
    one.need("HALF")
    assert Student(one).half(8) == 4


@pytest.mark.parametrize(
    "spoil",
    [
        "np.add = np.multiply = np.matmul = np.exp = np.where = None\nclass Linear(Linear):\n    spoilt = True",
        "class Linear(Linear):\n    kept = [np.ones(1 << 20) for _ in range(80)]",
        "import builtins\nclass Linear(Linear):\n    spoilt = setattr(builtins, 'range', None)",
        "np.seterr(all='raise')\nclass Linear(Linear):\n    spoilt = np.seterr(all='raise')",
        "import os, threading\nclass Linear(Linear):\n    late = threading.Timer(0.05, os._exit, [1]).start()",
    ],
    ids=["numpy", "memory", "builtins", "errors raise", "late exit"],
)
def test_other_notebooks_do_not_pay(grade, spoil):
    """what one notebook does to the process costs nothing in another; only where it is imported it may"""
    report = grade({BOOK: spoil})
    elsewhere = [test for test in report.judged if not test.test_id.startswith(("test_01", "test_05"))]
    assert {test.outcome for test in elsewhere} == {Outcome.PASSED}


@pytest.mark.parametrize("name", ["given", "np.given"])
def test_a_notebook_cannot_lean_on_another(grade, name):
    """what one notebook puts into libraries is not there for the next: so it is graded alike alone and in company"""
    give = "import builtins\nclass Linear(Linear):\n    done = setattr(builtins, 'given', 1), setattr(np, 'given', 1)"
    take = f"class ReLU(ReLU):\n    def forward(self, x):\n        return super().forward(x) * {name}"
    report = grade({BOOK: give, OTHER: take})
    assert {test.outcome for test in report.tests if test.grade_id == "relu"} <= {Outcome.ERRORED, Outcome.SKIPPED}


def test_names_that_are_loaded_later_leave_a_tests_objects_alone(grade):
    """code that is too slow for all questions at once is asked one by one, and loses nothing"""
    slow = (
        "import time\ntrain_epoch_before = train_epoch\n"
        "def train_epoch(*args, **kwargs):\n    time.sleep(1.1)\n    return train_epoch_before(*args, **kwargs)"
    )
    assert grade({"05_mlp_cifar10.ipynb": slow}).score == 100


def test_memory_that_a_group_needs_is_not_taken_by_others(grade):
    """a large constant exists once in each group of definitions, and each may have a process to itself"""
    large = (
        "TABLE = np.ones(45_000_000)\nclass MLP(MLP):\n    table = TABLE\n"
        "train_epoch_before = train_epoch\n"
        "def train_epoch(*args, table=TABLE):\n    return train_epoch_before(*args)"
    )
    assert grade({"05_mlp_cifar10.ipynb": large}).score == 100


def test_layers_of_the_reference_are_no_substitute(grade, lost):
    """an MLP that keeps the lent layers gets nothing for the test that runs on the student's own"""
    keep = (
        "import builtins\nfrom bpkit import import_from\n"
        "class MLP(MLP):\n"
        "    def __init__(self, *args, **kwargs):\n"
        "        for name in ('01_linear.ipynb', '02_relu.ipynb'):\n"
        "            taken = vars(builtins).setdefault('taken', {})\n"
        "            taken.setdefault(name, import_from(name, {'01': 'Linear', '02': 'ReLU'}[name[:2]])[0])\n"
        "        import bpkit.notebooks\n"
        "        super().__init__(*args, **kwargs)\n"
        "        for layer in self.layers:\n"
        "            layer.__class__ = taken['01_linear.ipynb' if hasattr(layer, 'weight') else '02_relu.ipynb']"
    )
    wrong = "def backward(self, grad_output):\n    return 0 * self.x\nLinear.backward = backward"
    report = grade({BOOK: wrong, "05_mlp_cifar10.ipynb": keep})
    own = [test for test in report.tests if test.test_id.endswith("::test_everything_together")]
    assert [test.outcome for test in own] == [Outcome.FAILED]
