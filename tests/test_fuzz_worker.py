"""Fuzzing both ends of the wire: a worker may write anything, and answers whatever it is asked."""

import json
import os
import struct
import threading
from contextlib import contextmanager, suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade import session, verdict
from bpgrade.record import Outcome
from bpgrade.session import Missing, Session
from bpgrade.student import Student
from bpgrade.wall import wire, worker
from bpgrade.wall.build import build_wall
from bpgrade.wall.client import Crashed, StudentError, TimedOut, Worker
from bpgrade.wall.levels import WallError
from bpgrade.wall.shared import SharedWorker
from bpgrade.wall.wire import Handle, Marker, WireError
from fuzzing import crossing, damaged, fewer, junk, numbers, texts

BOOK, OWN = "01_linear.ipynb", "x = 1\nclass Linear:\n    pass"
NUMBER = 2**53 - 1  # stands for the question's number in a reply, until the question is there

# What student code could slip into any string: characters that no sentence of ours has.
told = st.text(st.sampled_from("猫犬\x1b\u202e<\ud800\n"), max_size=6)
known = st.sampled_from(["ValueError", "NotImplementedError", "MemoryError", "WireError", "matrix", "syntax", "error"])
words = told | known
values = crossing(words)


errors = st.fixed_dictionaries(
    {"type": words, "text": words, "places": st.lists(st.lists(st.just(BOOK) | numbers | words, max_size=4) | values)}
)
failures = st.fixed_dictionaries(
    {"kind": words, "type": words, "text": words, "place": st.tuples(st.just(BOOK), st.just(1), numbers) | values}
)
found = st.lists(st.just("Linear") | values, max_size=3)
loaded = st.fixed_dictionaries({"found": found, "failures": st.dictionaries(st.just("Linear"), failures)})
messages = st.fixed_dictionaries(
    {"id": st.just(NUMBER)},
    optional={"value": loaded | values, "error": errors | values, "printed": words | values},
)
replies = messages.map(wire.pack) | damaged(messages.map(wire.pack)) | st.dictionaries(words, values).map(wire.pack)
replies |= st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**64 - 1)).map(lambda sizes: wire.PREFIX.pack(*sizes))


@contextmanager
def answering(replies, code=None):
    """A Worker over two pipes. A thread answers each question with the next reply, and then closes its ends."""
    asked, questions = os.pipe()
    answers, answering = os.pipe()

    def serve():
        with os.fdopen(asked, "rb") as incoming, os.fdopen(answering, "wb", 0) as outgoing:
            outgoing.write(worker.READY)
            for reply in replies:
                header, body = wire.sizes(incoming.read(wire.PREFIX.size))
                number = json.loads(incoming.read(header))["id"]
                incoming.read(body)
                outgoing.write(reply.replace(b"%d" % NUMBER, b"%16d" % number))
                if len(reply) != wire.PREFIX.size + sum(wire.sizes(reply[: wire.PREFIX.size])):
                    return  # nobody should have to wait for the rest

    def survive():
        with suppress(OSError, ValueError, struct.error, WireError):  # the pipe is closed, or no frame was written
            serve()

    thread = threading.Thread(target=survive)
    thread.start()
    client = Worker(questions, answers, lambda: code)
    try:
        yield client
    finally:
        client.close()
        thread.join()


def explained(error):
    """Demand that an escape is explained to the student without a character of the student's own making."""
    own_cells = {(BOOK, 1): OWN}
    parts = verdict.explain(error, own_cells)
    seen = " ".join(parts.get(name, "") for name in ("what", "where", "how_far", "hint"))
    assert parts["outcome"] in Outcome
    assert parts["what"].endswith(".")
    assert seen.isprintable()
    assert not set(seen) & set("猫犬<")
    where = parts.get("where", "")
    assert not where or where.rpartition(": ")[2] in OWN


def escape(call):
    """The escape that a call ends in, explained to the student; None when it gives a value."""
    try:
        call()
    except (StudentError, TimedOut, Crashed, Missing) as error:
        explained(error)
        return error
    return None


@given(reply=replies, code=st.sampled_from([None, 0, 1, -9, -11, -64]))
def test_any_reply(reply, code):
    """the grader gets a value, or a StudentError, TimedOut or Crashed that it can explain, whatever a worker writes"""
    with answering([reply], code) as client:
        error = escape(lambda: client.ask("probe", seconds=20.0))
        assert client.alive == (error is None or type(error) is StudentError)
        assert len(getattr(error, "text", "")) <= worker.MAX_TEXT
        assert len(client.printed) <= worker.MAX_TEXT


class Answering:
    """A wall of which every worker gives the next of these replies, then ends."""

    def __init__(self, replies):
        self.replies, self.open = iter(replies), []

    def spawn(self):
        self.open.append(answering(self.replies))
        return self.open[-1].__enter__()

    def close(self):
        for each in self.open:
            each.__exit__(None, None, None)


@fewer
@given(replies=st.lists(messages.map(wire.pack) | replies, max_size=5))
def test_any_session(replies):
    """whatever a submission's workers write, a session gives values or raises what the grader knows to explain"""
    wall = Answering([wire.pack({"id": NUMBER, "value": None}), *replies])  # it has taken the notebooks
    proxy = Student(Session(SharedWorker(wall, {BOOK: [[1, OWN]]}), BOOK, ["Linear"]))

    def ask():
        layer = proxy.Linear(3, 4)
        layer.forward([1.0])
        proxy.gather([layer, layer], "weight", "data")

    try:
        with suppress(WallError):  # another worker, which did not take them
            escape(ask)
    finally:
        wall.close()


@given(reply=loaded | values)
def test_any_list_of_definitions(reply):
    """the reply to load is taken apart by exact types: names that were asked for, failures of known form, or Crashed"""
    try:
        found, failures = session._checked_load(reply, ["Linear", "ReLU"])
    except Crashed as error:
        explained(error)
        return
    assert found <= {"Linear", "ReLU"}
    assert failures.keys() == {"Linear", "ReLU"} - found
    for name, failure in failures.items():
        explained(Missing(name, BOOK, failure))


@pytest.fixture(scope="module")
def jailed():
    """A function that gives a jailed worker, the same one while it lives."""
    with build_wall() as wall:
        current = []

        def get():
            if not current or not current[-1].alive:
                current.append(wall.spawn())
            return current[-1]

        yield get
        get().close()


handles = st.builds(Handle, st.integers(-3, 3), st.text(max_size=3))
seeds = st.integers(-1, 2**70) | st.lists(st.integers(0, 9), max_size=2) | st.text(max_size=3) | st.none()
markers = st.builds(Marker, st.sampled_from(["rng", "dtype"]), seeds | st.sampled_from(["float32", "O", "V4", "i8,i8"]))
arguments = crossing(texts(4)) | handles | markers | st.sampled_from(["Parameter", "Linear", "data"])
operations = st.sampled_from([name for name in vars(worker.Desk) if not name.startswith("_")])
step = st.lists(st.one_of(operations, st.text("abc", max_size=2)), min_size=1, max_size=1).flatmap(
    lambda start: st.lists(arguments | st.lists(arguments, max_size=2), max_size=5).map(lambda rest: [*start, rest])
)


@given(steps=st.lists(step | values, min_size=1, max_size=4))
def test_any_question(jailed, steps):
    """the jailed side answers every well-formed question with a value or an error, and is there for the next one"""
    desk = jailed()
    with suppress(StudentError):
        desk.run(steps, 20.0)
    assert desk.ask("turn", "a", seconds=20.0) is None


@fewer
@given(sources=junk)
def test_any_sources(jailed, sources):
    """sources of any form are answered with definitions or an error, and the worker lives on"""
    raw, desk = np.frombuffer(json.dumps(sources, default=str).encode(), np.uint8), jailed()
    with suppress(StudentError):
        desk.run([["open", [raw]], ["turn", ["a"]], ["load", [BOOK, [], ["Linear"]]]], 20.0)
    assert desk.ask("turn", "a", seconds=20.0) is None
