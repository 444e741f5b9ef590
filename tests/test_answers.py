"""The oracle's answers kept beforehand: enough for every submission, and the same as torch's own."""

import io
import zipfile
from pathlib import Path

import numpy as np
import pytest

from bpgrade import answers, oracle
from bpgrade.classroom import Conditions
from bpgrade.gradescope.build import build
from bpgrade.gradescope.run import submitted
from bpgrade.planted import load_all
from bpgrade.record import Outcome

ROOT = Path(__file__).resolve().parent.parent
SECRET = b"the secret of the tests of prepared answers"
CORPUS = [*load_all(ROOT / "tests/planted/wrong", wrong=True), *load_all(ROOT / "tests/planted/right", wrong=False)]
# a fortieth, and all whose tests are known to go on differently after a failure
SAMPLE = [each for number, each in enumerate(CORPUS) if number % 40 == 0 or each.name.startswith("04_sgd/nesterov")]


@pytest.fixture(scope="module")
def content():
    """The answers in an autograder.zip."""
    with zipfile.ZipFile(io.BytesIO(build(SECRET, 4.0).content)) as packed:
        return packed.read("answers.npz")


@pytest.fixture(scope="module")
def grader():
    """A Grader with that secret."""
    grader = Conditions(SECRET).grader()
    yield grader
    grader.close()


def asked(grader, prepared, submission, only=None):
    """The report of a submission that is graded with prepared answers."""
    with answers.using(prepared):
        report = grader.grade(submission, only)
    assert not [test.staff for test in report.tests if test.outcome is Outcome.BROKEN]
    return report


def test_no_submission_asks_anything_else(content, grader):
    """Protects Gradescope's graders, which have no torch: what is asked never depends on what a student's code returns.

    A test that fails here asks the oracle about something of the student's, or asks more after a failure: then it
    belongs into _ELSEWHERE of bpgrade.gradescope.build. Wrong, odd and empty submissions take tests every way they go.
    """
    prepared, surprises = answers.Prepared(content), []
    for planted in SAMPLE:
        before = prepared.unforeseen
        asked(grader, prepared, planted.submission(), planted.touches)
        surprises += [planted.name] * (prepared.unforeseen - before)
    asked(grader, prepared, submitted(ROOT / "assignment" / "backprop"))

    assert surprises == []
    assert prepared.unforeseen == 0
    assert len(prepared) > 100
    assert len(SAMPLE) > 15


def test_prepared_answers_are_torchs(content, grader):
    """Protects scores from depending on where a submission is graded."""
    reference = submitted(ROOT / "solution" / "backprop")
    with_torch, prepared = grader.grade(reference), asked(grader, answers.Prepared(content), reference)

    assert with_torch.score == prepared.score == 100


def questions():
    """Some answers of each kind: (float, array), nested lists, an array of a loss."""
    rng = np.random.default_rng(0)
    logits, labels = rng.standard_normal((3, 4)), np.array([0, 3, 1], np.uint8)
    yield oracle.cross_entropy(logits, labels)
    yield oracle.sgd([logits], [[logits], [None]], [0.1, 0.2], momentum=0.9)
    yield oracle.vjp(oracle.relu, [logits], logits)
    yield oracle.vjp(oracle.tanh, [logits], logits)
    yield oracle.vjp(oracle.sigmoid, [logits], logits)
    yield oracle.tanh_network(logits, logits[:1, :3], logits[0], 0.5)


def flat(answer):
    return [part for each in answer for part in flat(each)] if isinstance(answer, (list, tuple)) else [answer]


def test_answers_come_back_as_they_were():
    """Protects values and types on their way through a file; arrays stay read-only, so that no test spoils another."""
    recorded = answers.Recorded()
    with answers.using(recorded):
        first = list(questions())
    prepared = answers.Prepared(recorded.to_bytes())
    with answers.using(prepared):
        again = list(questions())

    assert len(recorded) == len(prepared) == 6  # the same array to three functions is three questions
    assert prepared.unforeseen == 0
    assert [type(each) for each in again] == [type(each) for each in first]
    for was, now in zip(flat(first), flat(again), strict=True):
        np.testing.assert_array_equal(was, now, strict=isinstance(was, np.ndarray))
        assert not isinstance(now, np.ndarray) or not now.flags.writeable
    assert answers.store is None


def test_a_last_digit_is_no_other_question():
    """Protects from a logarithm that another machine's library rounds the other way; larger differences do count."""
    recorded, x = answers.Recorded(), np.array([[1.5, -3.9, 0.7]])
    with answers.using(recorded):
        oracle.vjp(oracle.softmax, [x], x)
    prepared = answers.Prepared(recorded.to_bytes())
    with answers.using(prepared):
        near = np.nextafter(x, np.inf)
        oracle.vjp(oracle.softmax, [near], near)
        assert prepared.unforeseen == 0
        oracle.vjp(oracle.softmax, [x * (1 + 1e-10)], x)
        oracle.vjp(oracle.relu, [x], x)
        oracle.vjp(oracle.softmax, [x.astype(np.float32)], x)
    assert prepared.unforeseen == 3


@pytest.mark.parametrize("damage", [b"", b"PK", b"[]", b"\x80\x04K\x01."])
def test_what_holds_no_answers(damage):
    """Protects from a file that is damaged, or is a pickle."""
    with pytest.raises(answers.AnswersError, match=r"^The prepared answers cannot be read: "):
        answers.Prepared(damage)
