"""The commonest diagnoses: one mistake is one line, however many hidden tests and sizes it showed up with."""

import pytest

from bpgrade.record import Outcome
from bpgrade.reports.diagnoses import Diagnoses
from graded_class import report, result

TOO_SMALL = "Too small by exactly the batch size N, {}: a mean was taken where a sum belongs, or twice."


def failed(hint="", grade_id="relu", outcome=Outcome.FAILED, **rest):
    return result(grade_id, outcome, 0.0, hint=hint, **rest)


def commonest(*students, **rest):
    """(sentence, students, exercises) of each diagnosis of students given as lists of tests."""
    diagnoses = Diagnoses()
    for tests in students:
        diagnoses.add(report(tests=tests))
    return [(each.sentence, each.students, dict(each.exercises)) for each in diagnoses.commonest(**rest)]


def test_a_student_counts_once():
    """Protects the count of students from the number of hidden tests that one mistake fails."""
    one = [failed(TOO_SMALL.format(4)), failed(TOO_SMALL.format(4)), failed(TOO_SMALL.format(4), "tanh")]

    assert commonest(one, one[:1]) == [(TOO_SMALL.format(4), 2, {"relu": 2, "tanh": 1})]


def test_sizes_of_hidden_cases_do_not_split_a_mistake():
    """Protects the grouping: numbers that differ are left out, numbers that are part of the sentence stay."""
    overflow = "The inputs go up to 1e{}, and exp overflows above 709: see 03_softmax_cross_entropy.ipynb."
    given = [failed(TOO_SMALL.format(4)), failed(TOO_SMALL.format(5)), failed(overflow.format(3))]

    assert commonest(given, [failed(overflow.format(4))]) == [
        ("The inputs go up to …, and exp overflows above 709: see 03_softmax_cross_entropy.ipynb.", 2, {"relu": 2}),
        (TOO_SMALL.format("…"), 1, {"relu": 1}),
    ]


def test_what_stands_in_where_there_is_no_hint():
    """Protects mistakes that nobody has a hint for from being left out."""
    given = [failed(what="the loss is wrong"), failed("A hint.", what="the value is wrong"), failed()]

    assert [sentence for sentence, _, _ in commonest(given)] == ["A hint.", "the loss is wrong"]


@pytest.mark.parametrize("outcome", [Outcome.PASSED, Outcome.SKIPPED, Outcome.BROKEN])
def test_what_is_no_mistake_is_not_counted(outcome):
    """Protects the list from tests that were not tried, and from the grader's own faults."""
    assert commonest([failed(what="a sentence", outcome=outcome)]) == []


def test_leaving_the_bonus_out_is_no_mistake():
    """Protects the list from being headed by an optional notebook; a mistake in it counts."""
    left_out = failed(what="It was not handed in.", grade_id="further-hvp", outcome=Outcome.MISSING)

    assert commonest([left_out], [failed("A hint.", "further-hvp")]) == [("A hint.", 1, {"further-hvp": 1})]


def test_the_commonest_come_first_and_no_more_than_asked_for():
    """Protects the order, also between equals: a rerun gives the same page."""
    students = [[failed("B.")], [failed("A."), failed("B.")], [failed("C.")]]

    assert [each[:2] for each in commonest(*students)] == [("B.", 2), ("A.", 1), ("C.", 1)]
    assert [each[0] for each in commonest(*students, most=2)] == ["B.", "A."]


def test_a_sentence_is_one_line_without_control_characters():
    """Protects the page from text that a student's class name can carry into a sentence."""
    assert commonest([failed("one\ntwo \x1b[31m\u202e")])[0][0] == "one two \ufffd[31m\ufffd"
