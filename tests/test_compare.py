"""compare: the rules by which every value is judged, and the sentences that say what is wrong."""

import re

import numpy as np
import pytest

from bpkit import compare


@pytest.fixture
def rng():
    return np.random.default_rng(1)


def finding(judge, *args, **kwargs):
    """What a judge that must refuse has to say."""
    with pytest.raises(compare.Mismatch) as caught:
        judge(*args, **kwargs)
    return caught.value.finding


def test_right_value_passes_and_tells_its_error(rng):
    """Rounding noise is no mistake, and the error that is shown to students is the relative one."""
    want = 1e4 * rng.standard_normal((3, 4))

    assert compare.close("g", want * (1 + 1e-12), want) == pytest.approx(1e-12, rel=1e-3)


@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e4])
def test_tolerance_follows_the_scale_of_the_answer(rng, scale):
    """One part in a million fails at every scale; an absolute tolerance would let small gradients pass."""
    want = scale * rng.standard_normal((3, 4))

    assert finding(compare.close, "g", want * (1 + 1e-6), want).what == "g is wrong in 12 of 12 entries"


def test_small_entries_are_judged_by_the_largest():
    """An entry of 1e-12 beside one of 1 may be wrong in all its digits: that is rounding."""
    want = np.array([1.0, 1e-12])

    compare.close("g", np.array([1.0, 2e-12]), want)


def test_zero_answer_is_judged_absolutely():
    """Where the right answer is 0, noise passes and a real value fails."""
    compare.close("g", np.array([1e-12, 0.0]), np.zeros(2))
    found = finding(compare.close, "g", np.array([1e-3, 0.0]), np.zeros(2))

    assert found.what == "g is wrong in 1 of 2 entries"
    assert "1e-03" not in found.how_far


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (None, "g must be a numpy array, but is None: did you forget return?"),
        ([1.0, 2.0], "g must be a numpy array, but is a list"),
        (3.5, "g must be a numpy array, but is a float"),
        (np.float64(3.5), "g must be a numpy array, but is a numpy float64 scalar"),
        (np.ma.array([1.0, 2.0]), "g must be a numpy array, but is a masked array: use plain arrays"),
    ],
)
def test_only_plain_arrays_pass(value, sentence):
    """Subclasses and look-alikes of ndarray are named, not judged."""
    assert finding(compare.close, "g", value, np.array([1.0, 2.0])).what == sentence


def test_matrix_is_refused():
    """np.matrix would pass every comparison of values and mean another product."""
    with pytest.warns(PendingDeprecationWarning):
        value = np.matrix([[1.0]])

    assert "use plain arrays" in finding(compare.array, "g", value, (1, 1)).what


@pytest.mark.parametrize(
    ("shape", "hint"),
    [
        ((4, 3), "One is the transpose of the other"),
        ((12,), "The array has been flattened."),
        ((1, 3, 4), "Only axes of length 1 differ"),
        ((4,), "An axis is gone"),
        ((), "An axis is gone"),
        ((2, 6), "The number of entries is right: axes have been merged, split or swapped."),
        ((5, 6), ""),
    ],
)
def test_shape_must_be_exact(shape, hint):
    """Nothing broadcasts, and the usual wrong shapes are recognised."""
    found = finding(compare.close, "g", np.ones(shape), np.ones((3, 4)))

    assert found.what == f"g has shape {shape}, but must have shape (3, 4)"
    assert found.hint.startswith(hint)
    assert bool(found.hint) == bool(hint)


def test_dtype_must_be_floating():
    """An integer array with the right numbers is the zeros_like mistake waiting to happen."""
    found = finding(compare.close, "g", np.array([1, 2]), np.array([1.0, 2.0]))

    assert found.what == "g has dtype int64, but must be floating point"
    assert "zeros_like" in found.hint


def test_dtype_can_be_demanded():
    """float32 in, float32 out is a promise of the notebooks."""
    found = finding(compare.array, "g", np.zeros(2), (2,), np.float32)

    assert found.what == "g has dtype float64, but must have dtype float32"
    assert found.hint == (
        "A float64 array has joined in: np.zeros, np.ones, np.eye and random numbers are float64 unless told float32."
    )
    found = finding(compare.array, "g", np.zeros(2, np.float32), (2,), np.float64)
    assert found.hint == (
        "Somewhere on the way the numbers are float32: make what they are computed from, or written into, float64."
    )
    compare.close("g", np.ones(2, np.float32), np.ones(2), dtype=np.float32, rtol=compare.FLOAT32)


def test_nan_never_passes():
    """NaN compares false with everything: it must fail with its position, whatever the tolerance."""
    got = np.array([[1.0, np.nan], [np.inf, np.nan]])
    found = finding(compare.close, "g", got, np.ones((2, 2)), rtol=np.inf)

    assert found.what == "g is not finite: 2 NaN and 1 infinite of 4 entries"
    assert found.where == "first at [0, 1]"


def test_nonfinite_names_the_scale_that_causes_it():
    """Overflow is explained by the size of the inputs, when the caller tells it."""
    found = finding(compare.close, "p", np.array([np.nan]), np.ones(1), related={"scale": 1000.0})

    assert "The inputs here go up to 1e3, and exp overflows above 709" in found.hint


def test_difference_that_overflows_fails_without_a_warning():
    """1e308 against -1e308 is infinitely wrong, not a RuntimeWarning."""
    assert finding(compare.close, "g", np.array([1.7e308]), np.array([-1.7e308])).what == "g is wrong"


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        (np.s_[:], "every entry, worst at [0, 0]"),
        (np.s_[0], "row 0 only, all columns, worst at [0, 0]"),
        (np.s_[:, 2], "all rows, column 2 only, worst at [0, 2]"),
        (np.s_[[0, 2], 1], "rows 0, 2 only, column 1 only, worst at [0, 1]"),
        (np.s_[:5, 0], "5 of 6 rows, column 0 only, worst at [0, 0]"),
    ],
)
def test_where_names_rows_and_columns(wrong, where):
    """The student learns which samples or features are wrong."""
    want = np.ones((6, 3))
    got = want.copy()
    got[wrong] = 3.0

    assert finding(compare.close, "g", got, want).where == where


def test_public_text_shows_both_values():
    """reveal=True prints what the student has and what was expected, at the worst entry."""
    found = finding(compare.close, "g", np.array([1.0, 2.5]), np.array([1.0, 2.0]), reveal=True)

    assert found.how_far.endswith("there yours is 2.5, expected 2")


def test_hidden_text_shows_no_value(rng):
    """Without reveal the text holds neither input nor expected value, to any precision worth having."""
    want = rng.uniform(100, 200, (3, 4))
    related = {"N": 3, "C": 4, "x": want + 1000, "grad_output": want + 5000, "bias": want[0] + 3000}
    for got in (want / 3, want * 0, want.T.reshape(3, 4), want + 17.3, rng.uniform(100, 200, (3, 4))):
        text = "\n".join(finding(compare.close, "g", got, want, related=related).lines())
        numbers = {float(number) for number in re.findall(r"\d+\.?\d*(?:e[-+]\d+)?", text)}

        assert max(numbers) < 100, text


def test_which_entries_are_wrong_goes_with_the_values():
    """The map is for public checks: a hidden test's finding carries none, so that none can get into a record."""
    got, want = np.array([1.0, 2.5]), np.array([1.0, 2.0])

    assert finding(compare.close, "g", got, want, reveal=True).wrong.tolist() == [False, True]
    assert finding(compare.close, "g", got, want).wrong is None


@pytest.mark.parametrize("value", [2.0, np.float64(2.0), np.float32(2.0), np.array(2.0)])
def test_numbers_that_pass(value):
    """A Python float, a numpy scalar and a 0-d array are all one number."""
    assert compare.number("loss", value, 2.0) == 0.0


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (True, "loss must be one number (a float), but is a bool"),
        (2, "loss must be one number (a float), but is an int"),
        (None, "loss must be one number (a float), but is None: did you forget return?"),
        (
            np.array([2.0]),
            "loss must be one number (a float), but is a numpy array of shape (1,) and dtype float64",
        ),
        (np.array(2), "loss has dtype int64, but must be floating point"),
        (np.nan, "loss is not finite: 1 NaN of 1 entry"),
        (2.1, "loss is wrong"),
    ],
)
def test_numbers_that_do_not_pass(value, sentence):
    """(1,) and (1, 1) are arrays, and a loss is no integer."""
    assert finding(compare.number, "loss", value, 2.0).what == sentence


def test_integer_in_place_of_a_loss_gets_a_hint():
    """An integer loss has lost its decimals on the way."""
    assert finding(compare.number, "loss", 2, 2.0).hint == "Return a float: integers and truth values hold no decimals."


def test_vector_in_place_of_a_number_gets_a_hint():
    """A loss per sample is the usual reason for an array where a number belongs."""
    assert "Add up or average" in finding(compare.number, "loss", np.ones(3), 2.0).hint


def test_unchanged_argument_passes():
    """Equal bits are enough; NaN in them is nobody's change."""
    compare.unchanged("x", np.array([1.0, np.nan]), np.array([1.0, np.nan]))


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (np.array([1.0, 2.5]), "x was changed by your code: 1 of 2 entries have another value"),
        (np.array([1, 2]), "x was changed: it now has dtype int64 and shape (2,), before float64 and (2,)"),
        (
            np.array([[1.0, 2.0]]),
            "x was changed: it now has dtype float64 and shape (1, 2), before float64 and (2,)",
        ),
    ],
)
def test_changed_argument_is_found(after, sentence):
    """Any change of the caller's array counts, the smallest too."""
    found = finding(compare.unchanged, "x", np.array([1.0, 2.0]), after)

    assert found.what == sentence
    assert "in place of x -= m" in found.hint


def test_mismatch_reads_as_lines_of_text():
    """str() of the exception is what a terminal and nbgrader show."""
    mismatch = compare.Mismatch(compare.Finding("g is wrong", "row 0", "by far", "Look again."))

    assert str(mismatch) == "g is wrong\n  where    row 0\n  how far  by far\n  hint     Look again."
