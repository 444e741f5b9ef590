"""Student code that fails at every level of the wall: an error or an end with its reason, never an answer."""

import time

import pytest

from bpgrade.wall.client import Crashed, StudentError, TimedOut
from in_jail import run


def test_too_much_memory(worker):
    """an array of 100 GB is a MemoryError in the student's code, and costs the machine nothing"""
    with pytest.raises(StudentError) as caught:
        run(worker, "return np.ones(100 * 10**9 // 8)")
    assert caught.value.type == "MemoryError"


def test_an_answer_too_large(worker):
    """an answer larger than may cross is an error of the student's code, not of the wall"""
    with pytest.raises(StudentError) as caught:
        run(worker, "return np.zeros((1 << 26) // 8 + 1)")
    assert (caught.value.type, caught.value.text) == ("WireError", "the array is too large to be sent")


def test_endless_loop(worker):
    """an endless loop is stopped at its deadline, and its worker is gone"""
    started = time.monotonic()
    with pytest.raises(TimedOut):
        run(worker, "while True: pass", seconds=0.3)
    assert time.monotonic() - started < 20  # generous: it must not wait for the loop to end
    assert not worker.alive
    with pytest.raises(Crashed, match=r"^it had ended before$"):
        run(worker, "return 1")


@pytest.mark.parametrize(
    ("body", "reason", "code"),
    [
        ("os._exit(3)", "it ended itself", 3),
        ("os._exit(0)", "it ended itself", 0),
        ("ctypes.string_at(0)", "it was ended by SIGSEGV", -11),
    ],
)
def test_crashes(worker, body, reason, code):
    """a process that ends, in whatever way, is a crash with its reason: never an answer, never a pass"""
    with pytest.raises(Crashed, match=f"^{reason}$") as caught:
        run(worker, body)
    assert caught.value.code == code
    assert not worker.alive


@pytest.mark.parametrize("error", ["SystemExit(0)", "KeyboardInterrupt", "GeneratorExit", "RecursionError('deep')"])
def test_exceptions_of_every_kind(worker, error):
    """even the exceptions that usually end a process are the student's errors, with the place they came from"""
    with pytest.raises(StudentError) as caught:
        run(worker, f"raise {error}")
    assert caught.value.type == error.partition("(")[0]
    assert caught.value.places == [("a.ipynb", 2, 2)]
    assert run(worker, "return 1") == 1


def test_printed_text(worker):
    """what student code prints is kept for staff, its end at least, and never fills the memory"""
    assert run(worker, "print('x' * 10**6)\nprint('end', file=sys.stderr)") is None
    assert worker.printed.endswith("x\nend\n")
    assert len(worker.printed) <= 2000
