"""Questions that are known go in one frame: the verdicts are those of questions asked one by one."""

import pickle

import pytest

from bpgrade import reference
from bpgrade.classroom import Conditions
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome
from bpgrade.rehearsal import Diverged, Rehearsal
from bpgrade.variants import notebook_with
from bpgrade.wall.client import StudentError, Worker
from bpgrade.workbench import Bench, arguments
from faults import timeless
from in_jail import confined

pytestmark = confined
SECRET = b"the secret of the rehearsals"
REPLY = (b"a", b"nother")
LINEAR, SGD, LOSSES = "01_linear.ipynb", "04_sgd.ipynb", "03_softmax_cross_entropy.ipynb"

# What other submissions do with the same questions: other values, other types, exceptions, state, loops.
MEAN = """
def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.mean(axis=0))
    return grad_output @ self.weight.data

Linear.backward = backward
"""
COUNTING = """
class SGD(SGD):
    seen = []

    def step(self):
        self.seen.append(1)
        super().step()
        if len(self.seen) > 9:
            self.parameters[0].data += 1
"""
RAISING = """
class SquaredError(SquaredError):
    def backward(self):
        grad = super().backward()
        return grad if grad.flat[0] > 0 else 1 / 0
"""
ENDLESS = "class Linear(Linear):\n    def backward(self, grad_output):\n        while True:\n            pass"
ENDING = "import os\nclass Linear(Linear):\n    def forward(self, x):\n        os._exit(3)"
VARIANTS = {
    "right": (LINEAR, ""),
    "mean instead of sum": (LINEAR, MEAN),
    "state of the class": (SGD, COUNTING),
    "raises at times": (LOSSES, RAISING),
    "never ends": (LINEAR, ENDLESS),
    "ends the process": (LINEAR, ENDING),
}


@pytest.fixture(scope="module")
def rehearsed():
    """A grader that has seen the reference, and so knows the questions."""
    grader = Conditions(SECRET, seconds=1.0).grader()
    (submission,) = find_submissions([reference.folder()])
    assert grader.grade(submission).score == 100
    yield grader
    grader.close()


@pytest.fixture(scope="module")
def unprepared():
    """A grader that asks every question when its turn comes."""
    grader = Conditions(SECRET, seconds=1.0).grader()
    grader._scripts = _Forgetful()
    yield grader
    grader.close()


class _Forgetful(dict):
    """Knows no script, and keeps none."""

    def __setitem__(self, key, value):
        pass


@pytest.mark.parametrize("variant", VARIANTS)
def test_same_verdicts(rehearsed, unprepared, tmp_path, variant):
    """every sentence and every point is the same, whatever a submission does with the questions"""
    name, source = VARIANTS[variant]
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / name).write_text(notebook_with(name, source))
    (submission,) = find_submissions([tmp_path / "s"])
    one, other = (timeless(each.grade(submission, frozenset([name]))) for each in (rehearsed, unprepared))
    assert one.tests == other.tests
    assert (one.score == 18) == (variant == "right")


def test_one_frame_for_each_test(rehearsed, monkeypatch):
    """Protects what it is for: a test of a right submission crosses the wall once"""
    frames, exchange = [], Worker._exchange
    monkeypatch.setattr(
        Worker, "_exchange", lambda self, frame, *rest: frames.append(1) or exchange(self, frame, *rest)
    )
    (submission,) = find_submissions([reference.folder() / LINEAR])
    report = rehearsed.grade(submission, frozenset([LINEAR]))
    tests = [test for test in report.judged if test.outcome is Outcome.PASSED]
    assert len(tests) == len(report.judged)
    assert len(frames) == len(tests) + 2  # and one brings the notebooks, one defines the names


def script_of(*questions):
    """A Script of these questions."""
    noted = Rehearsal()
    for question in questions:
        noted.answers_to(question)
    return noted.script()


def test_another_question_than_the_known_one():
    """what differs from the script is not answered from it: the test starts anew"""
    rehearsal = Rehearsal(script_of("a", "b"), REPLY, [1, 2])
    assert rehearsal.answers_to("a") == [1]
    with pytest.raises(Diverged):
        rehearsal.answers_to("c")


def test_after_an_exception_it_goes_on_by_itself():
    """the script ends where an exception ended it in the jail; what comes then is asked, whatever it is"""
    rehearsal = Rehearsal(script_of("a", "b", "c"), REPLY, ["an exception"])
    assert rehearsal.answers_to("a") == ["an exception"]
    assert rehearsal.answers_to("x") == []
    assert rehearsal.answers_to("b") == []


def test_a_reply_is_known_when_the_test_has_passed_with_all_of_it():
    """Protects verdicts that rest on more than the reply: a test that asked further, or less, is run every time"""
    script = script_of("a", "b")
    for asked, answers in (("ab", [1]), ("a", [1, 2])):
        rehearsal = Rehearsal(script, REPLY, answers)
        for question in asked:
            rehearsal.answers_to(question)
        rehearsal.remember()
        assert not script.passes_with(REPLY)
    rehearsal = Rehearsal(script, REPLY, [1, 2])
    rehearsal.answers_to("a")
    rehearsal.answers_to("b")
    rehearsal.remember()
    assert script.passes_with(REPLY)
    assert not script.passes_with((b"anoth", b"er"))


def test_remembered_replies_take_no_memory():
    """Protects the grader from a submission that pads what it answers: only digests are kept"""
    script = script_of("a")
    for number in range(100):
        script.passed_with((bytes([number]), bytes(1 << 16)))
    assert len(pickle.dumps(script)) < 4096
    assert script.passes_with((bytes([99]), bytes(1 << 16)))


def test_known_replies_spare_the_test(rehearsed, monkeypatch):
    """what two students compute alike is judged once; what hangs on other tests' results is judged every time"""
    (submission,) = find_submissions([reference.folder()])
    rehearsed.grade(submission)
    ran, run = [], Bench._run
    monkeypatch.setattr(Bench, "_run", lambda self, test, *rest: ran.append(test) or run(self, test, *rest))
    assert rehearsed.grade(submission).score == 100
    ran = {test.name: "charged" in arguments(test) for test in ran}
    assert {name for name, charged in ran.items() if charged} >= {"test_derivative_of_own_forward"}
    by_chance, after_an_exception = "test_forward_is_quick", "test_leaves_x_alone_when_f_fails"
    assert {name for name, charged in ran.items() if not charged} == {by_chance, after_an_exception}


def test_a_failed_test_is_not_kept(rehearsed, tmp_path):
    """Protects the scripts from the ways of wrong submissions: only a test that has passed is kept"""
    scripts = {}
    test = next(test for test in rehearsed.tests if test.name == "test_gradient")
    cells = {LINEAR: [(1, "class Linear:\n    def __init__(self, *args, **kwargs):\n        pass")]}
    bench = Bench(rehearsed.wall, SECRET, cells, scripts=scripts)
    with pytest.raises(StudentError):
        bench.run(test)
    bench.close()
    assert scripts == {}
