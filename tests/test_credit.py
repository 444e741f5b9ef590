"""How points are given: shares by weight, consistency of a wrong forward, and one mistake charged once."""

from bpgrade.record import BONUS_NOTEBOOK, NOTEBOOK_OF, Outcome

LINEAR, LOSSES = "01_linear.ipynb", "03_softmax_cross_entropy.ipynb"

DOUBLED = """
def forward(self, x):
    self.x = np.asarray(x)
    return 2 * self.x @ self.weight.data.T + self.bias.data

def backward(self, grad_output):
    self.weight.accumulate(2 * grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return 2 * grad_output @ self.weight.data

Linear.forward, Linear.backward = forward, backward
"""


def results(report, name):
    """The results of one hidden test function."""
    return [test for test in report.tests if f"::{name}" in test.test_id]


def test_points_of_a_cell_are_split_by_weight(grade):
    """the tests of each grade cell share its points exactly"""
    cells = {cell.grade_id: cell.max_points for cell in grade().cells}
    assert cells["linear-forward"] == 6
    assert cells["linear-backward"] == 12
    assert cells["softmax"] == 6
    assert sum(most for grade_id, most in cells.items() if NOTEBOOK_OF[grade_id] != BONUS_NOTEBOOK) == 100


def test_a_consistent_backward_of_a_wrong_forward_earns_the_consistency_part(grade, lost):
    """backward that is the derivative of the student's own wrong forward passes the central differences"""
    report = grade({LINEAR: DOUBLED})
    assert {test.outcome for test in results(report, "test_derivative_of_own_forward[")} == {Outcome.PASSED}
    assert "linear-forward" in lost(report)
    assert 0 < lost(report)["linear-backward"] < 12


def test_a_wrong_forward_with_the_right_backward_is_charged_in_forward_only(grade, lost):
    """a forgotten bias costs points where the output is judged, and none where right gradients are"""
    source = "def forward(self, x):\n    self.x = x\n    return x @ self.weight.data.T\nLinear.forward = forward"
    assert lost(grade({LINEAR: source})).keys() - {"training"} == {"linear-forward"}


def test_a_wrong_formula_does_not_cost_its_contracts(grade):
    """a mean instead of a sum fails on values and on nothing that compares the layer with itself"""
    source = DOUBLED.replace("grad_output.sum(axis=0)", "grad_output.mean(axis=0)").replace("2 * ", "")
    report = grade({LINEAR: source})
    failed = {test.test_id.split("::")[1].split("[")[0] for test in report.judged if test.outcome is not Outcome.PASSED}
    assert failed <= {
        "test_gradient", "test_gradient_sizes", "test_derivative_of_own_forward", "test_everything_together",
    }  # fmt: skip


def test_a_skipped_test_says_so(grade):
    """what depends on a value that is wrong is not tried, and the student reads which test has to pass first"""
    report = grade({LOSSES: "def softmax(logits):\n    return np.exp(logits)"})
    skipped = [test for test in report.tests if test.outcome is Outcome.SKIPPED]
    assert skipped
    assert all(test.what.startswith("Not tried, because another test has to pass first: ") for test in skipped)
    assert {test.points for test in skipped} == {0.0}


def test_promises_about_wrong_values_do_not_count(grade):
    """noise that keeps every promise of a gradient earns nothing: not one of its values is right"""
    noise = "def backward(self, grad_output):\n    return 1e-3 * grad_output @ np.abs(self.weight.data)\n"
    report = grade({LINEAR: noise + "Linear.backward = backward"})
    assert {cell.grade_id: cell.points for cell in report.cells}["linear-backward"] == 0
    (accumulate,) = results(report, "test_instances_share_nothing")
    assert accumulate.outcome is Outcome.SKIPPED
    assert accumulate.what.startswith("Does not count yet, because none of the values of this exercise is right")


def test_a_wrong_backward_keeps_the_points_of_a_right_forward(grade):
    """an activation's forward stands by itself; what its backward promises rests on a right gradient"""
    report = grade(
        {"02_relu.ipynb": "def backward(self, grad_output):\n    return -grad_output\nTanh.backward = backward"}
    )
    assert [test.outcome for test in results(report, "test_value[tanh]")] == [Outcome.PASSED]
    assert [test.points for test in results(report, "test_backward_twice[tanh]")] == [0]
