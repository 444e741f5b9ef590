"""Replies that student code writes itself, at every level of the wall: worth nothing, and never waited for too long."""

import pytest

from bpgrade.wall.client import Crashed, TimedOut
from in_jail import run

FRAME = "write = lambda message: os.write(11, wire.pack(message))\n"
QUESTION = "number = sys._getframe(2).f_locals['question']['id']\n"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("os.write(11, b'\\xff' * 100)", "a frame larger than allowed"),
        ("os.write(11, bytes(100))", "a header that is not JSON"),
        ("os.write(11, wire.PREFIX.pack(2, 0) + b'[]')", "a header that is not an object"),
        (FRAME + "write({'id': 1, 'value': 10})", "an answer to another question"),
        (FRAME + "write({'id': None, 'value': 10})", "an answer to another question"),
        (FRAME + "write({'value': 10})", "an answer to another question"),
        (FRAME + QUESTION + "write({'id': float(number), 'value': 10})", "an answer to another question"),
        (FRAME + QUESTION + "write({'id': number})", "no value"),
        (FRAME + QUESTION + "write({'id': number, 'printed': 1, 'value': 1})", "printed text that is not text"),
        (FRAME + QUESTION + "write({'id': number, 'error': 'SyntaxError'})", "an error that is not one"),
        (
            FRAME + QUESTION + "write({'id': number, 'error': {'type': 'E', 'text': 'e'}})",
            "a traceback that is not one",
        ),
        (
            FRAME + QUESTION + "write({'id': number, 'value': wire.Marker('rng', 1)})",
            "a value that is not of the protocol",
        ),
    ],
)
def test_forged_replies(worker, body, reason):
    """bytes that are not the answer to this very question end the worker: a forged result is worth nothing"""
    with pytest.raises(Crashed, match=f"^its reply was not one: {reason}$"):
        run(worker, body)
    assert not worker.alive


def test_a_second_reply(worker):
    """a reply left in the pipe for the next question is not taken for its answer"""
    assert run(worker, FRAME + QUESTION + "write({'id': number, 'value': 'first'})") == "first"
    with pytest.raises(Crashed, match=r"^its reply was not one: an answer (to another|before the) question$"):
        worker.ask("probe", seconds=10.0)


def test_a_reply_that_stops_halfway(worker):
    """half a reply is waited for until the deadline and no longer"""
    with pytest.raises(TimedOut):
        run(worker, "os.write(11, wire.PREFIX.pack(100, 0) + b'{')\nwhile True: pass", seconds=0.3)


@pytest.mark.parametrize(
    "body", ["os.close(11)", "os.close(10)\nos.close(11)\nwhile True: pass", "os.close(10)\nos._exit(0)"]
)
def test_a_closed_pipe(worker, body):
    """a worker that closes its pipe is a crash at once, not a wait for the deadline"""
    with pytest.raises(Crashed):
        run(worker, body, seconds=60.0)
