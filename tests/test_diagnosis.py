"""diagnosis: every hint is proved by the mistake it names, and nothing else gets a hint."""

import numpy as np
import pytest

from bpkit import diagnosis

N, C = 5, 3
RNG = np.random.default_rng(7)
WANT, X, GRAD_OUTPUT = RNG.standard_normal((3, N, C))
BIAS = RNG.standard_normal(C)
SQUARE = RNG.standard_normal((4, 4))
RELATED = {"N": N, "C": C, "x": X, "grad_output": GRAD_OUTPUT, "bias": BIAS}

PLANTED = {
    "zero": (WANT * 0, "Every entry of yours is 0"),
    "mean for sum": (WANT / N, "Too small by exactly the batch size N, 5"),
    "sum for mean": (WANT * N, "Too large by exactly the batch size N, 5"),
    "divided by C": (WANT / C, "Too small by exactly the number of columns C, 3"),
    "times C": (WANT * C, "Too large by exactly the number of columns C, 3"),
    "divided by N*C": (WANT / (N * C), "Too small by exactly the number of entries N*C, 15"),
    "times N*C": (WANT * (N * C), "Too large by exactly the number of entries N*C, 15"),
    "times -N": (WANT * -N, "Wrong sign, and too large by exactly the batch size N, 5"),
    "times -1/N": (WANT / -N, "Wrong sign, and too small by exactly the batch size N, 5"),
    "sign": (-WANT, "Everything is right but the sign"),
    "twice": (2 * WANT, "Exactly twice the right answer"),
    "half": (WANT / 2, "Exactly half the right answer"),
    "minus twice": (-2 * WANT, "Wrong sign, and exactly twice the right size"),
    "minus half": (-WANT / 2, "Wrong sign, and exactly half the right size"),
    "log2": (WANT / np.log(2), "Too large by exactly 1/ln 2"),
    "base 2": (WANT * np.log(2), "Too small by exactly ln 2"),
    "input handed on": (X.copy(), "This is the input x itself"),
    "gradient handed on": (GRAD_OUTPUT.copy(), "This is the incoming gradient itself"),
    "upstream missing": (WANT / GRAD_OUTPUT, "The incoming gradient is missing"),
    "upstream twice": (WANT * GRAD_OUTPUT, "The incoming gradient has been multiplied in twice"),
    "bias missing": (WANT - BIAS, "Off by exactly the bias in every row: it has not been added"),
    "bias twice": (WANT + BIAS, "Off by exactly the bias in every row: it has been added twice"),
    "bias subtracted": (WANT - 2 * BIAS, "Off by exactly twice the bias"),
    "summed over rows": (np.tile(WANT.sum(0), (N, 1)), "Every row is the sum of all right rows"),
    "mean over rows": (np.tile(WANT.mean(0), (N, 1)), "Every row is the mean of all right rows"),
    "signs lost": (np.abs(WANT), "all signs are lost"),
    "summed over everything": (
        np.full((N, C), WANT.sum()),
        "Every entry is the sum of the whole right answer",
    ),
    "mean of everything": (np.full((N, C), WANT.mean()), "Every entry is the mean of the whole right answer"),
    "reversed": (WANT[::-1].copy(), "The right numbers in reverse order"),
    "single precision": (WANT.astype(np.float32).astype(float), "Right in single precision only"),
    "float32": (WANT.astype(np.float32), "Right in single precision only"),
    "rounded": (np.round(WANT, 4), "Right, but rounded to 4 decimals"),
    "constant": (WANT + 0.3, "Every entry is off by one and the same number"),
    "same row": (WANT + np.array([0.1, 0.2, -0.7]), "Every row is off by one and the same row"),
    "row-wise constant": (WANT + np.arange(1.0, N + 1)[:, np.newaxis], "Within each row, every entry is off"),
}


@pytest.mark.parametrize("mistake", PLANTED)
def test_planted_mistake_is_named(mistake):
    """Each hint is given for the mistake it describes."""
    got, hint = PLANTED[mistake]

    assert hint in diagnosis.explain(got, WANT, RELATED)


def test_transpose_is_named():
    """A square gradient hides its transposition from the shape check."""
    assert "This is the transpose" in diagnosis.explain(SQUARE.T.copy(), SQUARE)


def test_candidate_of_the_caller_comes_first():
    """Who knows the exercise knows better than a table of factors."""
    candidates = {"the cache is stale": X, "the velocity is averaged": 2 * WANT}

    hint = diagnosis.explain(2 * WANT, WANT, {**RELATED, "candidates": candidates})

    assert hint == "the velocity is averaged"


def test_scalars_are_explained_too():
    """A loss is one number; factors are all there is to see in it."""
    assert "base 2" in diagnosis.explain(np.array(0.7 / np.log(2)), np.array(0.7), {"N": N})


def test_a_single_number():
    """One number holds no array to fill, and does not tell how many decimals were kept."""
    assert diagnosis.explain(np.array(0.0), np.array(0.7)) == ""
    assert diagnosis.explain(np.array(0.72), np.array(0.7213)) == "Right, but rounded: do not round."
    assert diagnosis.explain(np.array(2.0), np.array(2.04)) == ""


def test_equal_quantities_are_both_named():
    """Where N = C, a factor cannot tell which: the hint must not pretend to know."""
    hint = diagnosis.explain(WANT * 4, WANT, {"N": 4, "C": 4})

    assert "the batch size N (or the number of columns C), 4" in hint


def test_factor_two_is_called_doubtful_when_it_is_also_n():
    """With N = 2 a forgotten 1/2 looks like a forgotten mean."""
    assert "Or, as it is 2 here" in diagnosis.explain(WANT * 2, WANT, {"N": 2})


def test_noise_gets_no_hint():
    """A hint on a value nobody can explain would mislead."""
    rng = np.random.default_rng(8)
    for scale in (1e-8, 1e-6, 1e-3, 1.0, 1e3):
        for _ in range(20):
            got = WANT + scale * rng.standard_normal(WANT.shape)
            assert diagnosis.explain(got, WANT, RELATED) == ""


def test_partial_explanation_gets_no_hint():
    """An explanation that leaves a single entry over is not one."""
    for mistake, (wrong, _) in PLANTED.items():
        if mistake in ("single precision", "float32", "rounded"):
            continue
        got = wrong.copy()
        got[3, 1] = 1.37 * wrong[3, 1] + 0.11
        assert diagnosis.explain(got, WANT, RELATED) == "", mistake


def test_mixture_gets_no_hint():
    """Half of the rows too small by N, the other half too large by N: no one factor."""
    got = WANT * np.array([N, 1 / N, N, 1 / N, N])[:, np.newaxis]

    assert diagnosis.explain(got, WANT, RELATED) == ""


def test_candidate_near_the_right_answer_does_not_win():
    """A candidate very near the right answer fits all that is nearly right: it must account for the error."""
    got = WANT + 1e-8 * np.sign(X)
    related = {"candidates": {"clipped": WANT + 1e-7 * np.sign(GRAD_OUTPUT)}}

    assert diagnosis.explain(got, WANT, related) == ""


def test_unusable_values_get_no_hint():
    """Another shape, NaN, or nothing at all: diagnosis says nothing and does not fail."""
    assert diagnosis.explain(WANT[:2], WANT, RELATED) == ""
    assert diagnosis.explain(WANT * np.nan, WANT, RELATED) == ""
    assert diagnosis.explain(np.empty((0, 3)), np.empty((0, 3)), RELATED) == ""
    assert diagnosis.explain(WANT + X, WANT, {"candidates": {"other shape": np.ones(2), "nan": WANT * np.nan}}) == ""


def test_overflow_is_explained_by_the_scale():
    """NaN is put down to exp only if the inputs are large enough for it."""
    assert "go up to 1e4, and exp overflows above 709" in diagnosis.explain_nonfinite({"scale": 1e4})
    assert diagnosis.explain_nonfinite({"scale": 10.0}) == ""
    assert diagnosis.explain_nonfinite() == ""
