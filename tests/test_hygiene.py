"""Hygiene of feedback: text that student code makes of hidden inputs reaches staff at most, and no student.

Graded are real submissions that try one way out each; read is everything that is written about them.
"""

import json
import re

import pytest

from bpgrade.intake import find_submissions
from bpgrade.record import Outcome
from bpgrade.reports import feedback, grades_csv, terminal
from bpgrade.variants import write_variant

LINEAR = "01_linear.ipynb"
CANARY = "canary:"  # stands in no cell as it is: the cells put it together

HONEST = '''
import sys, warnings
from numpy import *
last = [0.0]

def leak(x=None):
    """The canary and the input as text."""
    last[:] = ravel(last if x is None else x).tolist()
    return "".join(["cana", "ry:"]) + " ".join(map(repr, last)) + " <b>"

class Linear(Linear):
    def forward(self, x):
        leak(x)
'''
# What forward does with an input. Its text is for staff, so that must be where it ends up: else nothing was tried.
FOR_STAFF = {
    "message": "raise ValueError(leak())",
    "message made late": "raise type('ValueError', (ValueError,), {'__str__': lambda self: leak()})",
    "repr in a message": "raise KeyError(type('Odd', (), {'__repr__': lambda self: leak()})())",
    "class name": "raise type(leak(), (Exception,), {})",
    "class name of a known kind": "raise type(leak(), (ValueError,), {})",
    "attribute name": "getattr(self, leak())",
    "parameter name": "self.forward(x, **{leak(): 1})",
    "key": "{}[leak()]",
    "stdout": "print(leak())\nraise ValueError",
    "stderr": "sys.stderr.write(leak())\nraise ValueError",
    "warning": "warnings.warn(leak())\nraise ValueError",
    "forged report": "worker = sys.modules['bpgrade.wall.worker']\n"
    "places = [[leak(), 1, 1], ['01_linear.ipynb', 1, 10**6], ['01_linear.ipynb', -1, -1]]\n"
    "worker.describe = lambda error: {'type': leak(), 'text': leak(), 'places': places}\nraise ValueError",
}
# What is dropped on the way, for staff too: the sentence that the student reads proves that it was tried.
DROPPED = {
    "note": ("error = ValueError()\nerror.__notes__ = [leak()]\nraise error", "Your code raised ValueError."),
    "cause": ("raise ValueError from KeyError(leak())", "Your code raised ValueError."),
    "source": ("exec(leak())", "Your code raised SyntaxError."),
    "file name": ("exec(compile('1 / 0', leak(), 'exec'))", "Your code raised ZeroDivisionError."),
    "forged cell": (
        "exec(compile('1 / 0', f'<{leak()}, code cell 1>', 'exec'))",
        "Your code raised ZeroDivisionError.",
    ),
    "function name": (
        "def f():\n    1 / 0\nf.__code__ = f.__code__.replace(co_name=leak())\nf()",
        "Your code raised ZeroDivisionError.",
    ),
    "type of the result": (
        "return type(leak(), (), {'__repr__': lambda self: leak()})()",
        "the output must be a plain numpy value, but is an object of another class",
    ),
    "subclass of ndarray": (
        "return zeros((5, 3)).view(type(leak(), (ndarray,), {}))",
        "the output must be a plain numpy value, but is an object of another class",
    ),
    "names of fields": (
        "return zeros((5, 3), [(leak(), float)])",
        "the output must be a plain numpy value, but is a ndarray",
    ),
    "string": ("return leak()", "the output must be a numpy array, but is a str"),
    "dictionary": ("return {leak(): leak()}", "the output must be a numpy array, but is a dict"),
    "list": ("return [[leak()]]", "the output must be a numpy array, but is a list"),
    "shape": (
        "return zeros((0, int(1e12 * abs(last[0]))))",
        "Your code returned something that is too large or too deeply nested to be looked at.",
    ),
    "exit status": (
        "import os\nos._exit(int(100 * abs(last[0])) % 128)",
        "Your code ended the whole Python process: take out any exit(), quit() or os._exit().",
    ),
}
# Done while the class is defined, before there is any input.
AT_LOAD = {
    "message": "raise ValueError(leak())",
    "class name": "raise type(leak(), (Exception,), {})",
    "forged list": "forged.update({'kind': 'error', 'type': leak(), 'text': leak(), 'place': [leak(), 1, 1]})\n"
    "    sys.modules['bpkit.slicer'].Failure.as_dict = lambda self, forged=forged: forged\n"
    "    raise ValueError",
}


@pytest.fixture
def leaking(grader, tmp_path, capsys):
    """leaking(body of forward) gives the report of that submission, and everything that is shown of it but to staff."""

    def graded(source, edit=str):
        write_variant(tmp_path / "submission", {LINEAR: source})
        notebook = tmp_path / "submission" / LINEAR
        notebook.write_text(edit(notebook.read_text(encoding="utf-8")), encoding="utf-8")
        (submission,) = find_submissions([tmp_path / "submission"])
        report = grader.grade(submission, only=frozenset([LINEAR]))
        grades_csv.write([report], tmp_path / "grades.csv")
        terminal.print_table([report])
        with terminal.progress(1) as progress:
            progress.advance(report)
        record = json.loads(report.to_json())
        for test in record["tests"]:
            del test["staff"]
        files = [feedback.render(report), (tmp_path / "grades.csv").read_text(), json.dumps(record)]
        return report, "\n".join([*files, *capsys.readouterr()])

    return graded


def in_forward(body):
    """A notebook cell whose Linear does this with its input."""
    return HONEST + "".join(f"        {line}\n" for line in body.split("\n"))


def inputs(report):
    """The inputs as student code wrote them down: numbers of at least six digits."""
    text = " ".join(test.staff for test in report.tests)
    return {number for number in re.findall(r"-?\d\.\d+(?:e-\d+)?", text) if len(number) > 8}


def assert_nothing_leaked(shown, known=()):
    assert CANARY not in shown
    assert "<b>" not in shown
    assert not any(number.lstrip("-")[:8] in shown for number in known)


@pytest.mark.parametrize("channel", FOR_STAFF)
def test_what_staff_may_read_students_may_not(leaking, channel):
    """text that student code makes of a hidden input is kept for staff, and is in nothing that a student reads"""
    report, shown = leaking(in_forward(FOR_STAFF[channel]))
    known = inputs(report)
    assert known
    assert any(test.outcome is Outcome.ERRORED and CANARY in test.staff for test in report.tests)
    assert_nothing_leaked(shown, known)


@pytest.mark.parametrize("channel", DROPPED)
def test_what_nobody_reads(leaking, channel):
    """notes, names of types, fields and files, shapes and results do not spell a hidden input either"""
    body, sentence = DROPPED[channel]
    report, shown = leaking(in_forward(body))
    assert sentence in {test.what for test in report.tests}
    assert_nothing_leaked(shown)


def test_the_inputs_are_the_ones_that_are_looked_for(leaking):
    """the search for inputs would find them: the same text, shown as a sentence, is found"""
    report, _ = leaking(in_forward(FOR_STAFF["message"]))
    staff = next(test.staff for test in report.tests if test.staff)
    with pytest.raises(AssertionError):
        assert_nothing_leaked(staff.replace(CANARY, "").replace("<b>", ""), inputs(report))


@pytest.mark.parametrize("channel", AT_LOAD)
def test_definitions_that_raise(leaking, channel):
    """text that is made while classes are defined is not shown either"""
    source = HONEST.split("\nclass Linear")[0] + "\nclass Linear(Module):\n    forged = {}\n    " + AT_LOAD[channel]
    report, shown = leaking(source, lambda text: text.replace("class Linear(Module)", "class Former(Module)", 1))
    assert {test.outcome for test in report.judged} == {Outcome.MISSING}
    assert any(CANARY in test.staff for test in report.tests)
    assert_nothing_leaked(shown)
