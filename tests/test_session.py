"""session and student: names out of a submission, calls into the jail, and what becomes of those that go wrong."""

import time

import numpy as np
import pytest

from bpgrade import session, student
from bpgrade.session import Missing, Session
from bpgrade.student import Student
from bpgrade.wall.build import build_wall
from bpgrade.wall.client import Crashed, StudentError, TimedOut

BOOK = "01_linear.ipynb"
SQUARE = "def square(x):\n    return x * x"
BAG = """import numpy as np
class Bag:
    def __init__(self, *values):
        self.values, self.rate, self.data = list(values), 0.5, np.arange(6.0).reshape(2, 3)
        self.inner = None
    def step(self, by=1):
        self.rate += by
        return self.rate
    def forward(self, x):
        return 2 * x
    def parameters(self):
        return [self]
    def items(self):
        yield from self.values"""


@pytest.fixture(scope="module")
def wall():
    with build_wall() as wall:
        yield wall


@pytest.fixture
def opened(wall):
    """opened(cells, names, lent) gives a Session; all are closed afterwards."""
    sessions = []

    def open_session(*cells, names, lent=(), others=()):
        books = {BOOK: [[index, source] for index, source in enumerate(cells, 1)], **dict(others)}
        sessions.append(Session(wall, books, BOOK, names, lent))
        return sessions[-1]

    yield open_session
    for each in sessions:
        each.close()


@pytest.fixture
def short(monkeypatch):
    """Deadlines that a test can wait for; they are still generous for code that ends at all."""
    monkeypatch.setattr(session, "LOAD_SECONDS", 1.0)
    monkeypatch.setattr(session, "CALL_SECONDS", 1.0)
    monkeypatch.setattr(session, "LATER_CALL_SECONDS", 0.2)


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
    one = Session(wall, {}, BOOK, ["square"])
    try:
        assert missing(one, "square")["kind"] == "missing"
    finally:
        one.close()


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


def test_hanging_definition(opened, short):
    """a definition that never ends costs its own name only, and its deadline once"""
    hangs = "LIMIT = 0\nwhile True:\n    LIMIT += 1"
    one = opened(SQUARE, hangs, "def capped(x):\n    return min(x, LIMIT)", names=["capped", "square"])
    proxy = Student(one)
    assert proxy.square(3) == 9
    with pytest.raises(TimedOut):
        one.need("capped")
    started = time.monotonic()
    with pytest.raises(TimedOut):
        one.need("capped")
    assert time.monotonic() - started < session.LOAD_SECONDS  # remembered, not waited for again
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


def test_overrun(opened, short):
    """a function that has overrun before gets the shorter deadline, in a fresh worker; others keep theirs"""
    one = opened(
        "def loop():\n    while True: pass",
        BAG,
        "import time\ndef nap(): time.sleep(0.4)",
        names=["loop", "nap", "Bag"],
    )
    proxy = Student(one)
    for deadline in (session.CALL_SECONDS, session.LATER_CALL_SECONDS):
        started = time.monotonic()
        with pytest.raises(TimedOut):
            proxy.loop()
        assert time.monotonic() - started >= deadline
        one.fresh()
    assert ("loop", "") in one._overrun
    assert proxy.nap() is None  # longer than the short deadline, within its own


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
    assert one.printed == ""
    Student(one).f(2)
    assert one.printed == "got 2\n"
    with pytest.raises(StudentError) as caught:
        Student(one).f(0)
    assert one.printed == caught.value.printed == "got 2\ngot 0\n"


LENT = ("00_chain_rule.ipynb", [[1, "def slope(x):\n    return 10.0"]], ["slope"])
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


def test_things(opened):
    """attributes of an object in the jail are read, written and called there; objects themselves stay"""
    bag = Student(opened(BAG, names=["Bag"])).Bag(1, 2)
    assert isinstance(bag, student.Thing)
    assert bag.rate == 0.5
    bag.rate = 2.0
    assert bag.step(by=3) == 5.0
    assert bag.fetch("rate") == 5.0
    assert bag.fetch("values", 1) == 2
    assert isinstance(bag.parameters()[0], student.Thing)
    assert bag.parameters()[0].rate == 5.0
    with pytest.raises(StudentError) as caught:
        bag.rat  # noqa: B018
    assert caught.value.type == "AttributeError"


def test_things_hold_things(opened):
    """a Thing given as an argument or an attribute is the object itself, not a copy"""
    proxy = Student(opened(BAG, "def same(a, b):\n    return a is b[0]['key']", names=["Bag", "same"]))
    inner, outer = proxy.Bag(), proxy.Bag()
    assert proxy.same(inner, ({"key": inner},)) is True
    assert proxy.same(inner, ({"key": outer},)) is False
    outer.inner = inner
    outer.thing("inner").rate = 7.0
    assert inner.rate == 7.0


def test_assign(opened):
    """assign writes into the student's own array, so that whoever holds it sees the change; a fetched copy does not"""
    proxy = Student(opened(BAG, names=["Bag"]))
    bag = proxy.Bag()
    data = bag.thing("data")
    copy = bag.data
    bag.assign("data", value=np.ones((2, 3)))
    assert data.fetch().tolist() == np.ones((2, 3)).tolist()
    data.assign(value=0.0)
    assert bag.data.tolist() == np.zeros((2, 3)).tolist()
    assert copy.tolist() == np.arange(6.0).reshape(2, 3).tolist()


def test_keep(opened):
    """keep leaves a result in the jail, so that two results can be compared for identity or changed in place"""
    proxy = Student(opened(SQUARE, BAG, names=["square", "Bag"]))
    kept = proxy.square.keep(np.arange(3.0))
    assert isinstance(kept, student.Thing)
    assert kept.fetch().tolist() == [0, 1, 4]
    kept = proxy.Bag().forward.keep(2.0)
    assert kept.fetch() == 4.0


def test_drain(opened):
    """an iterator is emptied in the jail, and an endless one is stopped"""
    endless = "import itertools\ndef endless():\n    yield from itertools.count()"
    proxy = Student(opened(endless, "def few():\n    yield 1\n    yield (2, [3])", names=["endless", "few"]))
    assert proxy.drain(proxy.few.keep()) == [1, (2, [3])]
    assert proxy.drain(proxy.endless.keep(), limit=5) == [0, 1, 2, 3, 4, 5]


def test_markers(opened):
    """generators and dtypes are made in the jail from what crosses"""
    source = "import numpy as np\ndef make(rng, dtype):\n    return rng.standard_normal(3), dtype is np.float32"
    drawn, is_float32 = Student(opened(source, names=["make"])).make(student.rng(5), student.dtype("float32"))
    assert drawn.tolist() == np.random.default_rng(5).standard_normal(3).tolist()
    assert is_float32 is True


def test_differences(opened):
    """central differences of the student's own function, by moving an array in the jail and putting it back"""
    proxy = Student(opened("class Cube:\n    def forward(self, x):\n        return x ** 3", names=["Cube"]))
    at = np.array([[1.0, -2.0], [0.5, 30.0]])
    upstream = np.array([[1.0, 2.0], [-1.0, 0.25]])
    cube, x = proxy.Cube(), proxy.hold(at)
    got = proxy.differences(x, (cube.forward, [x]), upstream=upstream)
    np.testing.assert_allclose(got, 3 * at**2 * upstream, rtol=1e-6)
    assert x.fetch().tobytes() == at.tobytes()


def test_differences_of_several_calls(opened):
    """all calls run anew for each move, and the last one's scalar result counts"""
    forward, step = "    def forward(self, x): self.x = x", "    def step(self): return (self.x ** 2).sum()"
    proxy = Student(opened(f"class Loss:\n{forward}\n{step}", names=["Loss"]))
    loss, x = proxy.Loss(), proxy.hold(np.array([1.0, -3.0]))
    got = proxy.differences(x, (loss.forward, [x]), (loss.step, []))
    np.testing.assert_allclose(got, [2.0, -6.0], rtol=1e-8)


def test_differences_that_do_not_fit(opened):
    """results of another shape than the upstream gradient give None, never a broadcast"""
    proxy = Student(opened(SQUARE, names=["square"]))
    x = proxy.hold(np.ones((2, 3)))
    assert proxy.differences(x, (proxy.square, [x]), upstream=np.ones(3)) is None
    assert proxy.differences(x, (proxy.square, [x]), upstream=np.ones((1, 2, 3))) is None


def test_close(opened):
    """closing ends the worker, and may be done twice or before anything was asked"""
    one = opened(SQUARE, names=["square"])
    one.close()
    one.need("square")
    one.close()
    one.close()
    assert one.printed == ""
