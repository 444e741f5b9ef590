"""The selftest has teeth: a survivor, a false alarm, a loss in the wrong cell and a wrong hint each make it fail."""

import pytest

from bpgrade.catalogue import hidden_tests
from bpgrade.killmatrix import Matrix, as_markdown, judge
from bpgrade.planted import PlantedError, load

OWN = frozenset(test.id for test in hidden_tests() if test.layers == "own")
RIGHT_RELU = '''"""{title}."""
{header}

class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.positive = x > 0
        return np.where(self.positive, x, np.zeros_like(x))

    def backward(self, grad_output):
        return grad_output * {slope}
'''


@pytest.fixture
def plant(tmp_path):
    """plant(header, slope, wrong) -> Planted for a ReLU whose backward multiplies by `slope`."""

    def planted(header="", slope="self.positive", wrong=False):
        folder = tmp_path / "02_relu"
        folder.mkdir(exist_ok=True)
        path = folder / "planted.py"
        path.write_text(RIGHT_RELU.format(title="A planted ReLU", header=header, slope=slope))
        return load(path, wrong)

    return planted


def faults(grader, planted):
    """What judge finds fault with."""
    return judge(planted, grader.grade(planted.submission()), OWN).faults


def test_a_right_solution_keeps_its_points(grader, plant):
    """a right solution under the name of a right one is no fault"""
    assert faults(grader, plant()) == ()


def test_a_false_alarm_is_a_fault(grader, plant):
    """a solution filed as right that loses points is named with the test"""
    found = faults(grader, plant(slope="(1 - self.positive)"))
    assert any(
        fault.startswith("false alarm of test_02_relu.py::test_gradient[relu]: grad_input is wrong") for fault in found
    )


def test_a_survivor_is_a_fault(grader, plant):
    """a bug that keeps its points is named with the cell in which it should lose them"""
    assert faults(grader, plant("# loses: relu\n# hint: none", wrong=True)) == ("survives in relu",)


def test_the_wrong_cell_is_a_fault(grader, plant):
    """a bug that costs points elsewhere than its file says is a fault"""
    planted = plant("# loses: tanh\n# hint: none", "-1.0 * self.positive", wrong=True)
    assert {"survives in tanh", "costs points in relu"} <= set(faults(grader, planted))


def test_a_wrong_hint_is_a_fault(grader, plant):
    """a hint that the file does not name is a fault, and the named one is none"""
    wrong = faults(grader, plant("# loses: relu\n# hint: none", "-1.0 * self.positive", wrong=True))
    assert any(fault.startswith("gets a wrong hint: ") for fault in wrong)
    assert faults(grader, plant("# loses: relu\n# hint: sign", "-1.0 * self.positive", wrong=True)) == ()


def test_the_matrix_counts(grader, plant):
    """the table counts kills, diagnoses and survivors, and is the same text every time"""
    bug = plant("# loses: relu\n# hint: sign", "-1.0 * self.positive", wrong=True)
    verdicts = [judge(each, grader.grade(each.submission()), OWN) for each in (bug, plant())]
    matrix = Matrix(hidden_tests(), verdicts)
    assert matrix.diagnosis() == (1, 1, 0)
    assert "test_02_relu.py::test_gradient[relu]" in matrix.kills()
    assert "test_01_linear.py::test_forward_shape" in matrix.idle()
    assert "| planted bugs | 1 |" in as_markdown(matrix)
    assert as_markdown(matrix) == as_markdown(Matrix(hidden_tests(), verdicts))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("class ReLU(", "02_relu/planted: line 1 is not Python: '(' was never closed."),
        ('"""Nothing."""\nx = 1', "02_relu/planted: does not replace anything that the reference defines."),
        (
            '"""A method the reference lacks."""\nReLU.backwards = None',
            "02_relu/planted: does not replace anything that the reference defines.",
        ),
        ("ReLU = None", "02_relu/planted: such a file has a docstring and no `# loses:`."),
        ('"""X."""\n# %% 09_none.ipynb\nReLU = None', "02_relu/planted: there is no notebook 09_none.ipynb."),
    ],
    ids=["syntax", "replaces nothing", "unknown method", "no docstring", "no such notebook"],
)
def test_planted_file_that_does_not_apply(tmp_path, text, sentence):
    """a planted file that is broken or no longer fits the reference is an error that names it, not a silent pass"""
    (tmp_path / "02_relu").mkdir()
    (tmp_path / "02_relu" / "planted.py").write_text(text)
    with pytest.raises(PlantedError) as caught:
        load(tmp_path / "02_relu" / "planted.py", wrong=False)
    assert str(caught.value) == sentence
