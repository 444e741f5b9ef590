"""Item analysis: figures by hand, agreement with numpy, and n/a where a figure would mean nothing."""

import itertools
import math

import numpy as np
import pytest

from bpgrade.record import Outcome, TestResult
from bpgrade.reports.item_analysis import Correlation, ItemAnalysis, chance_limit
from graded_class import report


def results(passed, cells=None, points=1.0):
    """A test for each flag, or outcome; each is worth a point."""
    outcomes = [each if isinstance(each, Outcome) else Outcome.PASSED if each else Outcome.FAILED for each in passed]
    cells = cells or ["relu"] * len(outcomes)
    return [
        TestResult(f"t{i}", cell, f"title {i}", outcome, points * (outcome in (Outcome.PASSED, Outcome.BROKEN)), points)
        for i, (outcome, cell) in enumerate(zip(outcomes, cells, strict=True))
    ]


def items(*students, **rest):
    """The items of students, each given as flags or outcomes."""
    analysis = ItemAnalysis()
    for passed in students:
        analysis.add(report(tests=results(passed, **rest)))
    return [item for members in analysis.by_exercise().values() for item in members]


def test_a_class_worked_by_hand():
    """Protects the definition: passing against the points of the other tests, not of all.

    First: 1 1 0 0 against the others' 2 1 1 0, r = 1 / sqrt(1 * 2); against all points, 3 2 1 0, it would be
    2 / sqrt(5). Second: 1 1 1 0 against 2 1 0 0; third: 1 0 0 0 against 2 2 1 0; r = 0.75 / sqrt(0.75 * 2.75) both.
    """
    first, second, third = items([1, 1, 1], [1, 1, 0], [0, 1, 0], [0, 0, 0])

    assert (first.passed, first.taken, first.outcomes) == (2, 4, {Outcome.PASSED: 2, Outcome.FAILED: 2})
    assert first.discrimination == pytest.approx(1 / math.sqrt(2))
    assert second.discrimination == pytest.approx(0.75 / math.sqrt(0.75 * 2.75))
    assert third.discrimination == pytest.approx(0.75 / math.sqrt(0.75 * 2.75))


def test_a_test_that_the_weaker_pass_is_negative():
    """Protects the sign, which tells staff that a test is miskeyed."""
    (odd, *_) = items([0, 1, 1], [0, 1, 1], [1, 0, 1], [1, 0, 0])

    assert odd.discrimination < -0.7


def test_agrees_with_numpy():
    """Protects the running sums from rounding: numbers far from 0, thousands of them."""
    rng = np.random.default_rng(3)
    x, y = rng.integers(0, 2, 5000), 1e6 + rng.normal(size=5000)
    y += 0.5 * x
    correlation = Correlation()
    for pair in zip(x.tolist(), y.tolist(), strict=True):
        correlation.add(*pair)

    assert correlation.value == pytest.approx(np.corrcoef(x, y)[0, 1], abs=1e-9)


@pytest.mark.parametrize(
    "students",
    [
        [[1, 1, 0], [1, 0, 0], [1, 0, 1]],  # all pass the first test
        [[0, 1, 0], [0, 0, 0], [0, 0, 1]],  # nobody does
        [[1, 1, 0], [0, 1, 0], [1, 0, 1]],  # all rest scores are equal
        [[1, 1, 1], [0, 0, 0]],  # two students can only be ordered
        [[1, 1, 1]],
    ],
)
def test_undefined_is_none(students):
    """Protects readers from a 0, or a 1, that means nothing."""
    assert items(*students)[0].discrimination is None


def test_equal_rest_scores_are_equal_whatever_the_points():
    """Protects n/a from rounding: 0.1 + 0.2 is not 0.3, and a correlation with that noise would be printed."""
    (first, *_) = items([1, 1, 1, 0], [0, 1, 1, 0], [1, 1, 1, 0], points=0.1)

    assert first.discrimination is None


def test_broken_counts_neither_way():
    """Protects pass rates from the grader's own faults."""
    first, _ = items([Outcome.BROKEN, 1], [1, 1], [0, 0])

    assert (first.passed, first.taken, first.broken) == (1, 2, 1)


def test_whatever_else_is_not_passed():
    """Protects the pass rate from leaving out tests that did not even start."""
    others = [each for each in Outcome if each not in (Outcome.PASSED, Outcome.BROKEN, Outcome.MANUAL)]
    (item,) = items([1], *([each] for each in others))

    assert (item.passed, item.taken) == (1, 7)


def test_the_bonus_is_for_those_who_tried_it():
    """Protects the optional notebook's tests from looking hard, and the rest score from bonus points."""
    cells = ["relu", "relu", "further-hvp"]
    first, _, bonus = items([1, 1, Outcome.MISSING], [1, 0, 1], [0, 1, 0], [0, 0, 1], cells=cells)

    assert (bonus.passed, bonus.taken) == (2, 3)
    assert bonus.discrimination == pytest.approx(-1 / 2)  # 1 0 1 against 1 1 0
    assert first.discrimination == pytest.approx(0.0)  # 1 1 0 0 against 1 0 1 0


def test_exercises_come_in_the_notebooks_order():
    """Protects the page's order from the order in which students happened to be read."""
    analysis = ItemAnalysis()
    analysis.add(report(tests=results([1, 1, 1], cells=["softmax", "unheard-of", "relu"])))

    assert list(analysis.by_exercise()) == ["relu", "softmax", "unheard-of"]


@pytest.mark.parametrize("flags", [[1, 0, 0, 0], [1, 1, 0, 0, 0]])
def test_chance_is_the_spread_over_all_pairings(flags):
    """Protects the limit: over every order of the rest scores the variance of r is 1 / (n - 1)."""
    scores = np.array([3.0, 1.0, 4.0, 1.5, 9.0][: len(flags)])
    values = [np.corrcoef(flags, order)[0, 1] for order in itertools.permutations(scores)]

    assert np.mean(values) == pytest.approx(0)
    assert chance_limit(10) == pytest.approx(1.96 / 3)
    assert 1.96 * np.std(values) == pytest.approx(1.96 / math.sqrt(len(flags) - 1))


@pytest.mark.parametrize("count", [0, 1, 2, 4])
def test_a_small_class_has_no_limit_of_chance(count):
    """Protects from a limit beyond 1, which says nothing."""
    assert chance_limit(count) is None


def test_what_is_worth_a_look_comes_with_its_reason():
    """Protects the list that staff read first: broken, backwards, never passed, hard; the easy ones are not in it."""
    analysis = ItemAnalysis()
    for i in range(20):
        strong = i >= 10
        flags = [strong, strong, i != 3, not strong, 0, i >= 14, Outcome.BROKEN if i == 3 else 1]
        analysis.add(report(tests=results(flags)))
    found = [(item.test_id, reason) for item, reason in analysis.worth_a_look()]

    assert found == [
        ("t6", "broke for 1 through no fault of theirs"),
        ("t3", "weaker students pass it more often than stronger ones"),
        ("t4", "nobody passes it"),
        ("t5", "fewer than half pass it"),
    ]
    assert [item.test_id for item, _ in analysis.worth_a_look(most=2)] == ["t6", "t3"]
