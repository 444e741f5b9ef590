"""student: a proxy whose calls, attributes and arrays stay behind the wall."""

import numpy as np
import pytest

from bpgrade import student
from bpgrade.student import Student
from bpgrade.wall.client import StudentError
from submitted import BAG, SQUARE


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
