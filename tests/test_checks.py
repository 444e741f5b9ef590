"""check(): the reference passes every public check, and whatever happens the student gets a readable text."""

import inspect
import json
import sys
from pathlib import Path

import numpy as np
import pytest

from bpkit import Module, Parameter, card, check, import_from
from bpkit.checks import EXERCISES, CheckFailed
from checked import failure

NOTEBOOKS = Path(__file__).parent.parent / "solution" / "backprop"
WRITTEN_IN = {
    "00_chain_rule.ipynb": ("numerical_gradient", "tanh_network_step"),
    "01_linear.ipynb": ("Linear",),
    "02_relu.ipynb": ("ReLU", "Tanh", "Sigmoid"),
    "03_softmax_cross_entropy.ipynb": ("softmax", "SoftmaxCrossEntropy", "SquaredError"),
    "04_sgd.ipynb": ("SGD",),
    "05_mlp_cifar10.ipynb": ("MLP", "minibatches", "train_epoch", "accuracy"),
    "06_going_further.ipynb": ("shared_linear_gradient", "input_gradient_ascent", "hessian_vector_product"),
}


@pytest.fixture(scope="module")
def reference():
    """name -> the reference solution's object, out of the notebooks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(NOTEBOOKS)  # 05 imports from its neighbours
        found = [dict(zip(names, import_from(nb, *names), strict=True)) for nb, names in WRITTEN_IN.items()]
    return {name: each for part in found for name, each in part.items()}


def objects_of(exercise, reference):
    return [reference[name] for name in inspect.signature(EXERCISES[exercise][0]).parameters]


class Linear(Module):
    """A right solution to plant mistakes in."""

    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        rng = rng or np.random.default_rng()
        self.weight = Parameter(rng.standard_normal((out_features, in_features)).astype(dtype))
        self.bias = Parameter(np.zeros(out_features, dtype=dtype))

    def forward(self, x):
        self.x = x
        return x @ self.weight.data.T + self.bias.data

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.x)
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ self.weight.data


@pytest.mark.parametrize("exercise", EXERCISES)
def test_reference_passes(exercise, reference, capsys):
    """Every public check accepts the reference solution, and says so."""
    check(exercise, *objects_of(exercise, reference))

    total = len(EXERCISES[exercise])
    assert capsys.readouterr().out.startswith(f"{exercise}: {total} of {total} checks passed\n")


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_property_has_a_line_advice_and_the_same_objects(exercise):
    """The docstring is what the student reads: what must hold, and what to try where it does not."""
    properties = EXERCISES[exercise]

    for each in properties:
        line, _, advice = inspect.getdoc(each).partition("\n\n")
        assert line
        assert "\n" not in line
        assert advice.endswith(".")
        assert "\n\n" not in advice
    assert len({len(inspect.signature(each).parameters) for each in properties}) == 1


def test_test_cells_of_the_notebooks_run_a_check():
    """Each graded cell of the notebooks asks for an exercise that exists, with the objects it takes."""
    asked = {}
    for notebook in WRITTEN_IN:
        for cell in json.loads((NOTEBOOKS / notebook).read_text(encoding="utf-8"))["cells"]:
            meta = cell["metadata"].get("nbgrader", {})
            if meta.get("grade") and not meta.get("solution"):
                asked[meta["grade_id"]] = "".join(cell["source"])

    assert set(asked) == set(EXERCISES)
    for exercise, source in asked.items():
        objects = ", ".join(inspect.signature(EXERCISES[exercise][0]).parameters)
        assert source == f'check("{exercise}", {objects})'


def test_gradients_say_how_well_they_agree(capsys):
    """A passed check is worth reading too."""
    check("linear-backward", Linear)

    assert "weight.grad is dL/dweight for any incoming gradient (agrees with central" in capsys.readouterr().out


def test_global_random_state_is_left_alone(reference):
    """Running a check must not shift the random numbers of the student's own cells."""
    before = repr(np.random.get_state())  # noqa: NPY002
    for exercise in EXERCISES:
        check(exercise, *objects_of(exercise, reference))

    assert repr(np.random.get_state()) == before  # noqa: NPY002


def test_same_code_same_text(capsys):
    """Two runs print the same: a student can trust a difference."""

    class Wrong(Linear):
        def forward(self, x):
            return super().forward(x) * 1.01

    assert failure("linear-forward", Wrong) == failure("linear-forward", Wrong)


def linear_with(**methods):
    return type("Linear", (Linear,), methods)


def activation(forward, backward):
    return type("Activation", (Module,), {"forward": forward, "backward": backward})


def test_exception_shows_the_students_line():
    """The student sees their own line, not the frames of bpkit or numpy below and above it."""

    def backward(self, grad_output):
        return np.linalg.inv(grad_output)  # not square

    text = failure("linear-backward", linear_with(backward=backward))

    assert "Your code raised LinAlgError" in text
    assert "in backward: return np.linalg.inv(grad_output)  # not square" in text
    assert text.count("skipped") == len(EXERCISES["linear-backward"]) - 1


def test_exception_in_accumulate_shows_the_students_line():
    """Parameter.accumulate refuses a wrong shape; the line to mend is the one that called it."""

    def backward(self, grad_output):
        self.weight.accumulate(grad_output)

    text = failure("linear-backward", linear_with(backward=backward))

    assert "Your code raised ValueError: a gradient has its parameter's shape (2, 3)" in text
    assert "in backward: self.weight.accumulate(grad_output)" in text


def test_wrong_signature_has_a_sentence():
    """An exception that never reached the student's code has no line, and no traceback of ours either."""
    text = failure("linear-backward", linear_with(backward=lambda self: None))

    assert "Your code raised TypeError" in text
    assert "where" not in text


def test_stub_is_not_written_yet(capsys):
    """The stub of the notebook gets one quiet card instead of a list of failures."""

    def forward(self, x):
        # YOUR CODE HERE
        raise NotImplementedError()

    text = failure("linear-forward", linear_with(forward=forward))

    assert text.startswith("linear-forward: not written yet\n")
    assert "raise NotImplementedError()" in text
    assert capsys.readouterr().out.strip() == text


def test_failed_check_is_an_assertion():
    """`nbgrader validate` counts assertions; a notebook shows the verdicts below the card, programs get it all."""
    with pytest.raises(AssertionError) as caught:
        check("relu", activation(lambda self, x: x, lambda self, d: d))

    assert caught.value._render_traceback_() == [
        "CheckFailed: relu: 4 of 6 checks passed",
        "  worked example: negative inputs give 0, positive ones stay: output is wrong in 2 of 5 entries",
        "  the derivative at 0 is 0: grad_input is wrong in 2 of 3 entries",
    ]
    assert [result.outcome for result in caught.value.results] == ["passed", *2 * ["failed"], *3 * ["passed"]]


def test_unknown_exercise_names_the_nearest():
    """A typo in the cell is told as one."""
    with pytest.raises(ValueError, match=r"There is no exercise 'linear-backwards'. Did you mean 'linear-backward'\?"):
        check("linear-backwards", Linear)


@pytest.mark.parametrize(
    ("objects", "sentence"),
    [
        ((), r'linear-forward needs Linear, but got nothing: write check\("linear-forward", Linear\)'),
        ((Linear, Linear), "but got 2 objects"),
        ((Linear(3, 2),), "Linear must be the class itself, but is a"),
    ],
)
def test_wrong_objects_have_a_sentence(objects, sentence):
    """A forgotten argument, one too many, an instance in place of the class."""
    with pytest.raises(TypeError, match=sentence):
        check("linear-forward", *objects)


def test_array_in_place_of_a_function_has_a_sentence():
    """What cannot be called cannot be checked."""
    with pytest.raises(TypeError, match=r"softmax must be the function itself, but is a numpy array of shape"):
        check("softmax", np.ones(3))


def test_card_escapes_what_students_write():
    """Exception texts and names go into HTML: nothing of them may become markup."""
    result = card.Result("<b>line</b>", card.FAILED, finding=card.Finding("<script>alert(1)</script>"))
    html = card.as_html("<i>", [result])

    assert "<script>" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;" in html


def wrong_in_one_row():
    """A weight gradient whose second row is wrong in a way that no known mistake explains."""

    def backward(self, grad_output):
        gradient = grad_output.T @ self.x
        gradient[1] *= [1.3, 0.2, 1.1]
        self.weight.accumulate(gradient)
        self.bias.accumulate(grad_output.sum(axis=0))
        return grad_output @ self.weight.data

    return linear_with(backward=backward)


def test_failed_gradient_shows_which_entries_are_wrong():
    """The map has a row for each row of the gradient, and an x for each wrong entry."""
    text = failure("linear-backward", wrong_in_one_row())

    assert "map      . . .\n                      x x x" in text


def test_without_a_known_mistake_there_is_advice():
    """Where no hint fits, the card says what to try; where one does, the hint is that."""
    unknown = failure("linear-backward", wrong_in_one_row())
    known = failure("linear-forward", linear_with(forward=lambda self, x: x @ self.weight.data.T))

    assert "try      Take N = 1: each entry then has one factor out of grad_output and one out of x." in unknown
    assert "hint     " in known
    assert "try      " not in known


def test_card_has_a_picture_of_the_wrong_entries():
    """A cross in an SVG that takes its other colours from the page around it."""
    with pytest.raises(CheckFailed) as caught:
        check("linear-backward", wrong_in_one_row())
    html = card.as_html("linear-backward", caught.value.results)

    assert html.count("<svg ") == 1
    assert 'aria-label="3 of 6 entries are wrong"' in html
    assert 'stroke="currentColor"' in html


def test_notes_stand_below_the_card():
    """What is said about the student's files is no result: it stands apart, escaped."""
    html = card.as_html("relu", [card.Result("a", card.PASSED)], ["<b>copy</b>"])

    assert html.endswith("<div>&#9888; &lt;b&gt;copy&lt;/b&gt;</div></div>")


def test_card_tells_outcomes_by_word_and_sign():
    """Colour is never the only difference."""
    results = [card.Result("a", card.PASSED), card.Result("b", card.FAILED), card.Result("c", card.SKIPPED)]
    html = card.as_html("relu", results)

    assert "relu: 1 of 3 checks passed" in html
    assert "&#10003;</span> passed" in html
    assert "&#10007;</span> failed" in html
    assert "&ndash;</span> skipped" in html


def test_terminal_needs_no_ipython(capsys):
    """Outside a notebook the card is printed, in ASCII, whatever the terminal's encoding."""
    loaded = "IPython" in sys.modules
    check("linear-forward", Linear)

    assert capsys.readouterr().out.isascii()
    assert ("IPython" in sys.modules) == loaded


def test_passed_card_promises_no_full_marks(capsys):
    """A card on which all is right says that the hidden tests try more; one that is not needs no such line."""
    check("linear-forward", Linear)

    assert capsys.readouterr().out.endswith(
        "  The hidden tests try the rest of what the exercise promises, on other inputs.\n"
    )
    assert "hidden tests" not in failure("linear-backward", wrong_in_one_row())
