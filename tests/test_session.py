"""session: names out of a submission, and what becomes of definitions and calls that go wrong."""

import time

import numpy as np
import pytest

from bpgrade import session
from bpgrade.session import Missing, Session, UsedUp
from bpgrade.student import Student
from bpgrade.wall.client import Crashed, StudentError, TimedOut
from bpgrade.wall.shared import SharedWorker
from submitted import BAG, BOOK, SQUARE


def missing(opened_session, name):
    """The Missing that needing a name raises."""
    with pytest.raises(Missing) as caught:
        opened_session.need(name)
    assert str(caught.value) == f"{name} is not defined in {BOOK}"
    return caught.value.failure


def test_undefined(opened):
    """a name that the submission does not define is Missing, and the names beside it are there"""
    one = opened(SQUARE, names=["square", "cube"])
    assert missing(one, "cube") == {"kind": "missing", "type": "", "text": "", "place": None}
    assert Student(one).square(3) == 9
    assert missing(one, "cube")["kind"] == "missing"


def test_no_notebook(wall):
    """a submission without the notebook has none of its names"""
    one = Session(SharedWorker(wall, {}), BOOK, ["square"])
    try:
        assert missing(one, "square")["kind"] == "missing"
    finally:
        one.shared.close()


def test_syntax_error(opened):
    """a name in a cell that Python cannot read is Missing with the place; its neighbours in the cell count"""
    one = opened(f"{SQUARE}\ndef cube(x)\n    return x ** 3", names=["square", "cube"])
    failure = missing(one, "cube")
    assert (failure["kind"], failure["type"], failure["place"]) == ("syntax", "SyntaxError", (BOOK, 1, 3))
    assert Student(one).square(3) == 9


def test_definition_that_raises(opened):
    """a name whose definition raises is Missing with the exception and its line"""
    one = opened(SQUARE, "\nclass Linear(Base):\n    pass", names=["square", "Linear"])
    failure = missing(one, "Linear")
    assert (failure["kind"], failure["type"], failure["place"]) == ("error", "NameError", (BOOK, 2, 2))
    assert Student(one).square(3) == 9


def test_hanging_definition(opened):
    """a definition that never ends costs its own name only, and its deadline once"""
    hangs = "LIMIT = 0\nwhile True:\n    LIMIT += 1"
    one = opened(SQUARE, hangs, "def capped(x):\n    return min(x, LIMIT)", names=["capped", "square"], seconds=1.0)
    proxy = Student(one)
    assert proxy.square(3) == 9
    with pytest.raises(TimedOut):
        one.need("capped")
    started = time.monotonic()
    with pytest.raises(TimedOut):
        one.need("capped")
    assert time.monotonic() - started < session.LOAD  # remembered, not waited for again
    assert proxy.square(4) == 16


def test_crashing_definition(opened):
    """a definition that ends the process costs its own name only"""
    one = opened(SQUARE, "import os\nEND = os._exit(0)\ndef bad(x):\n    return END", names=["bad", "square"])
    with pytest.raises(Crashed, match=r"^it ended itself$"):
        one.need("bad")
    assert Student(one).square(3) == 9


def test_after_a_crash(opened):
    """after a crash in a call, the next test finds a fresh worker with everything defined"""
    one = opened(SQUARE, "import os\ndef bad():\n    os._exit(1)", names=["square", "bad", "cube"])
    proxy = Student(one)
    with pytest.raises(Crashed):
        proxy.bad()
    one.fresh()
    assert proxy.square(3) == 9
    assert missing(one, "cube")["kind"] == "missing"


@pytest.mark.parametrize("crash", ["os._exit(1)", "os.write(11, bytes(12))"])
def test_first_step_after_a_crash(opened, crash):
    """the test after a crash may begin with anything: a value held, a function, a Parameter"""
    one = opened(SQUARE, f"import os\ndef bad():\n    {crash}", names=["square", "bad", "cube"])
    proxy = Student(one)
    for begin in (
        lambda: proxy.hold(np.ones(2)).fetch().tolist() == [1, 1],
        lambda: proxy.function("quadratic", np.eye(2))(np.ones(2)) == 2.0,
        lambda: proxy.Parameter(np.ones(2)).data.tolist() == [1, 1],
        lambda: proxy.square(2) == 4,
    ):
        with pytest.raises(Crashed):
            proxy.bad()
        one.fresh()
        assert begin()


def test_first_step_of_a_session(opened):
    """what is held before a name is asked for can be given to that name"""
    proxy = Student(opened(SQUARE, names=["square"]))
    held = proxy.hold(np.arange(3.0))
    assert proxy.square(held).tolist() == [0, 1, 4]


def test_parameter_beside_nothing(opened):
    """the kit's own Parameter is there although nothing of the submission is"""
    proxy = Student(opened(names=["Linear"]))
    assert proxy.Parameter(np.ones(2)).grad is None


def test_overrun(opened):
    """a function that has overrun before gets the shorter deadline, in a fresh worker; others keep theirs"""
    one = opened(
        "def loop():\n    while True: pass",
        BAG,
        "import time\ndef nap(): time.sleep(0.4)",
        names=["loop", "nap", "Bag"],
        seconds=1.0,
    )
    proxy = Student(one)
    for deadline in (1.0, session.LATER):
        started = time.monotonic()
        with pytest.raises(TimedOut) as caught:
            proxy.loop()
        assert caught.value.seconds == deadline
        assert time.monotonic() - started >= deadline
        one.fresh()
    assert ("loop", "") in one._overrun
    assert proxy.nap() is None  # longer than the short deadline, within its own


def test_used_up(opened):
    """a notebook that is slow everywhere uses up its time; from then on it is not asked any more, and told so"""
    one = opened("import time\ndef nap(): time.sleep(0.3)", names=["nap"], seconds=0.5)
    proxy = Student(one)

    def keep_asking():
        for _ in range(2 * session.ALL):
            proxy.nap()

    with pytest.raises(UsedUp) as caught:
        keep_asking()
    assert caught.value.seconds == session.ALL * 0.5


def test_a_students_error(opened):
    """an exception in a call has its type, and the notebook, cell and line it came through"""
    one = opened("def outer(x):\n    return inner(x)", "def inner(x):\n\n    return 1 / x", names=["outer"])
    with pytest.raises(StudentError) as caught:
        Student(one).outer(0)
    assert (caught.value.type, caught.value.text) == ("ZeroDivisionError", "division by zero")
    assert caught.value.places == [(BOOK, 1, 2), (BOOK, 2, 3)]
    assert Student(one).outer(2) == 0.5


def test_printed(opened):
    """what student code prints is kept for staff, also when it raises afterwards"""
    one = opened("print('never run')", "def f(x):\n    print('got', x)\n    return 1 / x", names=["f"])
    Student(one).f(2)
    with pytest.raises(StudentError) as caught:
        Student(one).f(0)
    assert caught.value.printed == "got 2\ngot 0\n"


LENT = ("00_chain_rule.ipynb", "def slope(x):\n    return 10.0", ["slope"])
IMPORT = "from bpkit import import_from\n(slope,) = import_from('00_chain_rule.ipynb', 'slope')"


@pytest.mark.parametrize("own", ["def slope(x):\n    return -1.0", "slope = None", "slope = 1 / 0", "", IMPORT])
def test_lent_definitions(opened, own):
    """lent definitions replace the student's own, however those are bound, so that one mistake is charged once"""
    one = opened(own, "def climb(x):\n    return x + slope(x)", names=["climb"], lent=[LENT])
    assert Student(one).climb(1.0) == 11.0


def test_import_from_their_own(opened):
    """without lent definitions import_from gives what the student's other notebook defines"""
    others = {"00_chain_rule.ipynb": [[1, "def slope(x):\n    return -1.0"]]}
    one = opened(IMPORT, "def climb(x):\n    return x + slope(x)", names=["climb"], others=others)
    assert Student(one).climb(1.0) == 0.0


def test_fresh_forgets(opened):
    """a test starts without the objects of the test before, and keeps the definitions"""
    one = opened(BAG, names=["Bag"])
    bag = Student(one).Bag()
    one.fresh()
    with pytest.raises(StudentError):
        bag.fetch("rate")
    assert Student(one).Bag().rate == 0.5
