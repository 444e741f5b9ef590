"""Whole submissions through the real wall: what is charged, what is said, and that nobody else pays."""

import json

import pytest

from bpgrade.grading import Grader
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome, Report, Status
from bpgrade.wall.build import build_wall
from bpgrade.wall.levels import WallError

LINEAR, RELU, LOSSES, MLP = (
    "01_linear.ipynb", "02_relu.ipynb", "03_softmax_cross_entropy.ipynb", "05_mlp_cifar10.ipynb",
)  # fmt: skip


def outcomes(report, grade_id):
    """The outcomes of one grade cell's tests."""
    return {test.outcome for test in report.tests if test.grade_id == grade_id}


def first(report, outcome):
    """The first test of an outcome."""
    return next(test for test in report.tests if test.outcome is outcome)


def test_the_reference_is_right(grade):
    """the reference solution gets every point, and the record survives a round trip through JSON"""
    report = grade()
    assert (report.score, report.max_score, report.status) == (100, 100, Status.GRADED)
    assert {test.outcome for test in report.judged} == {Outcome.PASSED}
    assert Report.from_json(report.to_json()) == report


def test_there_are_enough_hidden_tests(grader):
    """every grade cell of the notebooks is tested, and the suite is no token"""
    assert len(grader.tests) >= 70
    assert len({test.grade_id for test in grader.tests}) == 22


def test_the_same_questions_every_time(grade, grader):
    """a rerun draws the same inputs, another secret others: a wrong value's error tells"""
    wrong = {LINEAR: "def forward(self, x):\n    return 0.9 * x @ self.weight.data.T\nLinear.forward = forward"}
    one = grade(wrong)
    texts = [test.how_far for test in one.tests if test.how_far]
    (submission,) = find_submissions([_rewritten(wrong)])
    again = [test.how_far for test in grader.grade(submission).tests if test.how_far]
    other = Grader(build_wall, b"another secret of the tests")
    differently = [test.how_far for test in other.grade(submission).tests if test.how_far]
    other.close()
    assert texts == again
    assert texts != differently


def _rewritten(cells):
    import tempfile
    from pathlib import Path

    from bpgrade.variants import write_variant

    folder = Path(tempfile.mkdtemp()) / "again"
    write_variant(folder, cells)
    return folder


def test_a_wrong_layer_is_charged_once(grade, lost):
    """a wrong ReLU costs its own cell and the small part where the student's modules run together, not the MLP"""
    report = grade(
        {RELU: "class ReLU(Module):\n def forward(self, x):\n  return x\n def backward(self, g):\n  return g"}
    )
    assert lost(report).keys() == {"relu", "training"}
    assert lost(report)["training"] < 1


def test_returning_nothing(grade, lost):
    """a method that forgets return is told so"""
    report = grade({LINEAR: "def forward(self, x):\n    self.x = x @ self.weight.data.T\nLinear.forward = forward"})
    assert "linear-forward" in lost(report)
    assert first(report, Outcome.FAILED).what == "the output must be a numpy array, but is None: did you forget return?"


def test_raising(grade):
    """an exception is named with the student's own line; its message is kept for staff"""
    source = "def forward(self, x):\n    raise KeyError(f'secret {x.sum()}')\nLinear.forward = forward"
    test = first(grade({LINEAR: source}), Outcome.ERRORED)
    assert test.what == "Your code raised KeyError."
    assert test.where.endswith("line 2: raise KeyError(f'secret {x.sum()}')")
    assert test.where.startswith("01_linear.ipynb, code cell ")
    assert "secret" in test.staff
    assert "secret -" not in test.where


def test_names_of_exceptions_do_not_leak(grade):
    """the name of an exception class is the student's text too, and may carry an input"""
    source = "def forward(self, x):\n    raise type(f'Sum{x.sum()}', (Exception,), {})\nLinear.forward = forward"
    test = first(grade({LINEAR: source}), Outcome.ERRORED)
    assert test.what == "Your code raised an exception of a class of its own."
    assert "Sum" in test.staff


def test_endless_loop(grade_impatiently, lost):
    """a loop that never ends costs its own tests only, and the sentence says what happened"""
    report = grade_impatiently({RELU: "def forward(self, x):\n    while True:\n        pass\nTanh.forward = forward"})
    assert lost(report).keys() == {"tanh"}
    assert first(report, Outcome.TIMED_OUT).what == "Your code gave no answer within 1 second and was stopped."


def test_endless_loop_while_defining(grade_impatiently, lost):
    """a definition that never comes to an end does not take the notebook's other definitions along"""
    source = "def wait():\n    while True:\n        pass\n\nwidth = wait()\n\nclass Tanh(Module):\n    size = width"
    report = grade_impatiently({RELU: source})
    assert lost(report).keys() == {"tanh"}
    assert outcomes(report, "tanh") == {Outcome.TIMED_OUT, Outcome.SKIPPED}


def test_too_much_memory(grade):
    """an array of 100 GB is refused with a sentence, not by the machine running out of memory"""
    source = "def forward(self, x):\n    return np.ones(100_000_000_000 // 8)\nLinear.forward = forward"
    test = first(grade({LINEAR: source}), Outcome.ERRORED)
    assert test.what.startswith("Your code asked for more memory than a homework gets (MemoryError)")


@pytest.mark.parametrize("call", ["os._exit(0)", "os.abort()", "ctypes.string_at(0)"])
def test_ending_the_process(grade, lost, call):
    """ending the process costs the tests that do it, and the next test has a new one"""
    source = f"import os, ctypes\ndef forward(self, x):\n    {call}\nTanh.forward = forward"
    report = grade({RELU: source})
    assert lost(report).keys() == {"tanh"}
    assert first(report, Outcome.CRASHED).what.startswith("Your code ended the whole Python process")


def test_missing_class(grade, lost):
    """a class that is not there makes its tests MISSING, with a sentence that names it"""
    report = grade(edit=lambda folder: _change(folder / LINEAR, "class Linear", "class Lineal"))
    assert outcomes(report, "linear-backward") == {Outcome.MISSING}
    assert first(report, Outcome.MISSING).what == "Linear is not defined in 01_linear.ipynb."
    assert "mlp-forward" not in lost(report)


def test_syntax_error(grade, lost):
    """a syntax error costs the definitions of that cell's piece, and says where it is"""
    report = grade(edit=lambda folder: _change(folder / LOSSES, "class SquaredError:", "class SquaredError"))
    assert lost(report).keys() == {"squared-error"}
    test = first(report, Outcome.MISSING)
    assert test.what == "SquaredError cannot be read: its code is not valid Python (SyntaxError)."
    assert test.where.endswith(": class SquaredError")


def test_missing_notebook(grade, lost):
    """a notebook that was not handed in costs its own points and is named in the notes"""
    report = grade(edit=lambda folder: (folder / LOSSES).unlink())
    assert report.status is Status.PARTIAL
    assert lost(report).keys() == {
        "softmax", "cross-entropy-forward", "cross-entropy-backward", "squared-error", "training",
    }  # fmt: skip
    assert any(LOSSES in note for note in report.notes)


def test_renamed_notebook(grade):
    """a notebook that a browser renamed is graded all the same, and the notes say which file was taken"""
    report = grade(edit=lambda folder: (folder / LINEAR).rename(folder / "01_linear (1).ipynb"))
    assert report.score == 100
    assert any("01_linear (1).ipynb" in note for note in report.notes)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{ this is not JSON", "is not a notebook (no valid JSON in line 1)"),
        ('{"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": []}', "open it in JupyterLab, save it"),
        ("", "is an empty file: hand in the notebook you worked in."),
    ],
    ids=["not JSON", "nbformat 3", "empty"],
)
def test_unreadable_notebook(grade, lost, content, sentence):
    """a notebook that cannot be read costs its own points, and its tests carry the reason"""
    report = grade(edit=lambda folder: (folder / LINEAR).write_text(content))
    assert report.status is Status.PARTIAL
    assert lost(report).keys() == {"linear-forward", "linear-backward", "training"}
    assert sentence in first(report, Outcome.MISSING).what


def test_deleted_and_duplicated_test_cells(grade):
    """test cells do not matter for grading: deleting one and pasting another twice costs nothing"""

    def edit(folder):
        document = json.loads((folder / LINEAR).read_text())
        marked = [c for c in document["cells"] if c["metadata"].get("nbgrader", {}).get("grade")]
        document["cells"].remove(marked[0])
        document["cells"].append(marked[1])
        (folder / LINEAR).write_text(json.dumps(document))

    assert grade(edit=edit).score == 100


def test_a_value_that_a_test_cannot_use(grade, lost):
    """a value that makes our own test stumble is the student's error, not a free pass: the reference is the control"""
    source = "class Odd(list):\n    pass\n\ndef parameters(self):\n    return 7\n\nMLP.parameters = parameters"
    report = grade({MLP: source})
    assert "mlp-forward" in lost(report)
    assert Outcome.BROKEN not in {test.outcome for test in report.tests}


def test_a_fault_of_ours_costs_nothing(grader, tmp_path):
    """when a test fails on the reference too, it is BROKEN and keeps its points"""
    from dataclasses import replace

    from bpgrade.variants import write_variant

    def broken(student):
        raise ZeroDivisionError

    tests = (replace(grader.tests[0], function=broken, parameters={}), *grader.tests[1:9])
    write_variant(tmp_path / "s", {})
    faulty = Grader(build_wall, b"sixteen bytes or more", tests)
    report = faulty.grade(find_submissions([tmp_path / "s"])[0])
    faulty.close()
    assert report.tests[0].outcome is Outcome.BROKEN
    assert report.score == report.max_score
    assert report.tests[0].what == (
        "This test failed through no fault of yours; it costs you nothing, and your instructor has been told."
    )


def test_the_wall_falls(tmp_path):
    """a zygote that dies in mid-run is replaced, and the grade is what it would have been"""
    from bpgrade.variants import write_variant

    write_variant(tmp_path / "s", {})
    fallible = Grader(build_wall, b"sixteen bytes or more")
    fallible.wall.process.kill()
    fallible.wall.process.wait()
    report = fallible.grade(find_submissions([tmp_path / "s"])[0])
    fallible.close()
    assert report.score == 100


def test_a_wall_that_cannot_be_rebuilt(tmp_path):
    """when no wall can be had any more, tests are BROKEN and cost nothing"""
    from bpgrade.variants import write_variant

    walls = iter([build_wall()])

    def once():
        wall = next(walls, None)
        if wall is None:
            raise WallError("no wall left")
        return wall

    write_variant(tmp_path / "s", {})
    fallible = Grader(once, b"sixteen bytes or more")
    fallible.wall.process.kill()
    fallible.wall.process.wait()
    report = fallible.grade(find_submissions([tmp_path / "s"])[0])
    fallible.close()
    assert {test.outcome for test in report.judged} == {Outcome.BROKEN}


def _change(path, old, new):
    document = json.loads(path.read_text())
    for cell in document["cells"]:
        cell["source"] = "".join(cell["source"]).replace(old, new) if cell["cell_type"] == "code" else cell["source"]
    path.write_text(json.dumps(document))
