"""The jail's processes are killed under the grader: grades are what they would have been, and nobody is charged."""

import threading
import time
from dataclasses import replace
from itertools import islice

import pytest

from bpgrade.catalogue import hidden_tests
from bpgrade.grading import Grader
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome
from bpgrade.variants import notebook_with
from bpgrade.wall.build import build_wall
from faults import LINEAR, RELU, SLOW, interpreters, kill, sabotaged, timeless, write_class
from in_jail import confined, gone

pytestmark = confined
SECRET = b"the secret of the faults"
VICTIMS = {
    "what the grader started": lambda wall: [wall.process.pid],
    "zygote": lambda wall: interpreters(wall)[:1],
    "workers": lambda wall: interpreters(wall)[1:],
}
CRASHED = "Your code ended the whole Python process (it stopped answering)."


@pytest.fixture
def grader_with():
    """grader_with(tests, wall_factory) -> a Grader with these hidden tests, which the test may change afterwards."""
    made = []

    def grader(tests=(), wall_factory=build_wall):
        made.append(Grader(wall_factory, SECRET, tests or None))
        return made[-1]

    yield grader
    for each in made:
        each.close()


def submission_of(folder, cell):
    """A submission of the notebook RELU with one more cell."""
    (folder / "s").mkdir()
    (folder / "s" / RELU).write_text(notebook_with(RELU, cell), encoding="utf-8")
    (submission,) = find_submissions([folder / "s"])
    return submission


@pytest.mark.parametrize(("victim", "times"), [("what the grader started", 1), ("zygote", 3), ("workers", 1)])
def test_killed_between_questions(grader_with, tmp_path, victim, times):
    """kills all through a submission change nothing in its report"""
    (submission,) = find_submissions([write_class(tmp_path / "class", ("cem",))])
    tests = [test for test in hidden_tests() if test.notebook in (LINEAR, RELU)]
    grader, strikes = grader_with(tests), []
    undisturbed = timeless(grader.grade(submission))
    for script in grader._scripts.values():
        script._replies.clear()  # what is known already would not be run

    def strike_for(test):
        def strike():
            if strikes.count(test) < times:
                strikes.append(test)
                jail, victims = interpreters(grader.wall), VICTIMS[victim](grader.wall)
                kill(victims)
                assert gone(victims if victim == "workers" else jail)

        return strike

    grader.tests = [sabotaged(test, strike_for(test)) if n % 25 == 1 else test for n, test in enumerate(tests)]
    assert timeless(grader.grade(submission)) == undisturbed
    assert len(strikes) >= 3 * times


@pytest.mark.parametrize(("victim", "times"), [("zygote", 3), ("workers", 1)])
def test_killed_while_it_is_asked(grader_with, tmp_path, victim, times):
    """a question that is cut off is asked again, under three zygotes if need be, and the student is not charged"""
    submission = submission_of(tmp_path, SLOW)
    tests = [test for test in hidden_tests() if test.notebook == RELU]
    grader = grader_with(tests)
    killed = set()

    def strike():
        while len(killed) < times:
            zygote, *workers = interpreters(grader.wall) or [None]
            if workers and zygote not in killed:
                time.sleep(0.5)  # it sleeps for thrice that time in its first question
                kill([zygote] if victim == "zygote" else workers)
                killed.add(zygote)
            time.sleep(0.02)

    saboteur = threading.Thread(target=strike)
    saboteur.start()
    report = grader.grade(submission)
    saboteur.join()
    assert len(killed) == times
    assert {test.outcome for test in report.judged} == {Outcome.PASSED}


def test_killed_while_defining(grader_with, tmp_path):
    """a name whose definition was cut off is asked for again, also where one definition ends the process by itself"""
    submission = submission_of(tmp_path, "import os\nclass Tanh(Module):\n    size = os._exit(0)")
    grader, strikes = grader_with(), []

    def strike():
        if not strikes:
            strikes.extend(interpreters(grader.wall)[1:])
            kill(strikes)
            assert gone(strikes)

    tests = [test for test in hidden_tests() if test.grade_id in ("relu", "sigmoid")]
    first = next(test for test in tests if test.grade_id == "sigmoid")
    grader.tests = [sabotaged(test, strike) if test is first else test for test in tests]
    assert {result.outcome for result in grader.grade(submission).judged} == {Outcome.PASSED}
    assert strikes


def test_killed_again_and_again(grader_with, tmp_path):
    """a worker that is killed in the second attempt too is the student's doing, and costs that test alone"""

    def doomed(student):
        student.ReLU()
        kill(interpreters(grader.wall)[1:])

    submission = submission_of(tmp_path, "")
    before, test, after = islice((replace(each, rests_on=()) for each in hidden_tests() if each.grade_id == "relu"), 3)
    grader = grader_with([before, replace(test, function=doomed, parameters={}), after])
    results = grader.grade(submission).judged
    assert [result.outcome for result in results] == [Outcome.PASSED, Outcome.CRASHED, Outcome.PASSED]
    assert (results[1].what, results[1].points) == (CRASHED, 0.0)


def test_killed_when_all_is_done(grader_with, tmp_path):
    """a wall that falls after the last question takes no result along, and the next submission gets a new one"""

    def last(student):
        assert student.ReLU
        kill([grader.wall.process.pid])

    submission = submission_of(tmp_path, "")
    tests = [test for test in hidden_tests() if test.grade_id == "relu"][:2]
    grader = grader_with([tests[0], replace(tests[1], function=last, parameters={})])
    for _ in range(2):
        assert [result.outcome for result in grader.grade(submission).judged] == [Outcome.PASSED] * 2


def test_a_worker_that_closes_its_pipe(grader_with, tmp_path):
    """a student cannot turn our own SIGKILL into a fault of the machine: what makes it necessary costs its points"""
    cell = "import os\ndef forward(self, x):\n    os.close(11)\n    while True:\n        pass\nTanh.forward = forward"
    submission = submission_of(tmp_path, cell)
    grader = grader_with([test for test in hidden_tests() if test.grade_id in ("relu", "tanh")])
    report = grader.grade(submission)
    points = {cell.grade_id: cell.points for cell in report.cells}
    assert (points["relu"], points["tanh"]) == (6.0, 0.0)
    assert {test.what for test in report.tests if test.outcome is Outcome.CRASHED} == {CRASHED}


def test_never_a_weaker_wall(grader_with, tmp_path):
    """a wall that can be built again only as a weaker one is not used: tests are BROKEN, and staff are told why"""
    letters = iter("AC")
    submission = submission_of(tmp_path, "")
    tests = [test for test in hidden_tests() if test.notebook == RELU][:2]
    grader = grader_with(tests, lambda: build_wall(next(letters, "C")))
    if grader.wall.level.letter == "C":
        pytest.skip("this machine has no wall that is stronger than C")
    level = str(grader.wall.level)
    kill([grader.wall.process.pid])
    report = grader.grade(submission)
    assert [test.outcome for test in report.judged] == [Outcome.BROKEN] * 2
    assert all("the wall could be built again only as seccomp only (" in test.staff for test in report.judged)
    assert report.isolation == level
