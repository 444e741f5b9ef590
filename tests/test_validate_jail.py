"""bpgrade validate and student code that does not simply return: every check ends, in one row, and touches no other."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from bpgrade import reference
from bpgrade.public_checks import Checker, PublicCheck, public_checks
from in_jail import confined, descendants, gone
from validated import FORWARD, MLP, RELU, states, validate, variant

PATCHED = "import sys\nclass ReLU(ReLU):\n    sys.modules['bpgrade.wall.public']._verdict = lambda *args: {0}"


@pytest.mark.parametrize(
    ("cell", "state", "lines"),
    [
        (
            "class ReLU(Missing):\n    pass",
            "not defined",
            [
                "ReLU could not be defined: your code raised NameError on the way.",
                "  where    02_relu.ipynb, code cell {cell}, line 1: class ReLU(Missing):",
                "  hint     Choose Kernel > Restart Kernel and Run All Cells to see it: cells count from top to "
                "bottom.",
                "  error    NameError: name 'Missing' is not defined",
            ],
        ),
        ("ReLU = ReLU()", "not right yet", ['ReLU must be the class itself, but is a ReLU: write check("relu", ReLU)']),
        (
            FORWARD + "while True: pass",
            "took too long",
            [
                "Your code gave no answer within 0.5 seconds and was stopped.",
                "  hint     Look for a loop that does not end, or for Python loops where numpy can work on whole "
                "arrays.",
            ],
        ),
        (
            FORWARD + "import os; os._exit(0)",
            "crashed",
            ["Your code ended the whole Python process: take out any exit(), quit() or os._exit()."],
        ),
        (
            FORWARD + "raise SystemExit('enough')",
            "not right yet",
            [
                "relu: 0 of 6 checks passed",
                "  failed   forward and backward keep the shape of x, whatever it is, floating point",
                "           Your code raised SystemExit: enough",
                "             where    02_relu.ipynb, code cell {cell}, line 3 in forward: raise SystemExit('enough')",
                "             try      Take exit() out: it ends Python, and everything that you have computed with it.",
                "  skipped  worked example: negative inputs give 0, positive ones stay",
                "  skipped  the derivative at 0 is 0",
                "  skipped  backward returns dL/dx for any incoming gradient",
                "  skipped  backward belongs to the latest forward, and two layers share nothing",
                "  skipped  forward and backward leave x and grad_output as they are",
            ],
        ),
    ],
    ids=["undefined base", "instance", "endless", "exit", "SystemExit"],
)
def test_whatever_happens_is_one_row(tmp_path, capsys, cell, state, lines):
    """what ends a check otherwise than by its verdict costs that check alone, and says what to do"""
    path = variant(tmp_path, {RELU: cell}) / RELU
    number = sum(each["cell_type"] == "code" for each in json.loads(path.read_text())["cells"])
    status, rows, last, _ = validate(capsys, path, "--time-limit", 0.5)

    assert (status, last) == (1, "2 of 3 checks pass")
    assert rows[0][1:] == ["relu", state, [line.format(cell=number) for line in lines]]
    assert [row[2] for row in rows[1:]] == ["passed", "passed"]


def test_a_definition_without_end_costs_its_own_check(tmp_path, capsys):
    """what the other checks need is defined without it"""
    path = variant(tmp_path, {RELU: "class Tanh(Tanh):\n    while True: pass"}) / RELU
    _, rows, _, _ = validate(capsys, path, "--time-limit", 0.5)

    assert states(rows) == {"relu": "passed", "tanh": "took too long", "sigmoid": "passed"}


@pytest.mark.parametrize("verdict", ["('fine', '')", "(None, 1)"])
def test_a_verdict_that_is_none_does_not_pass(tmp_path, capsys, verdict):
    """code that patches the jail's own may fool the public checks, but an answer of no known form is not taken"""
    path = variant(tmp_path, {RELU: PATCHED.format(verdict)}) / RELU
    status, rows, last, _ = validate(capsys, path)

    assert (status, last) == (1, "0 of 3 checks pass")
    assert rows[0][2:] == ["crashed", ["Your code's process gave an answer that could not be read."]]


def test_stand_ins_for_plotting_disturb_no_check(tmp_path, capsys):
    """definitions that import IPython pass, although what the jail has in its place says yes to everything"""
    cell = "import IPython\nfrom IPython.display import HTML\nclass ReLU(ReLU):\n    shown = HTML('x'), IPython"
    assert validate(capsys, variant(tmp_path, {RELU: cell}) / RELU)[::2] == (0, "3 of 3 checks pass")


def test_text_of_student_code_cannot_steer_the_terminal(tmp_path, capsys):
    """control characters in an exception's message are replaced, and a long one is cut"""
    cell = FORWARD + "raise ValueError('\\x1b[2J\\u202e \\u00e9 ' + 'x' * 9000)"
    _, rows, _, _ = validate(capsys, variant(tmp_path, {RELU: cell}) / RELU)
    (line,) = (line for line in rows[0][3] if "raised ValueError: " in line)

    assert line.startswith("           Your code raised ValueError: \ufffd[2J\ufffd \u00e9 xxx")
    assert len(line) < 520


def test_a_terminal_that_knows_ascii_only(tmp_path):
    """a letter that it cannot show becomes a question mark, and the other rows are there"""
    folder = variant(tmp_path, {RELU: FORWARD + "raise ValueError('\\u00e9')"})
    command = [sys.executable, "-m", "bpgrade", "validate", folder / RELU]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | {"PYTHONIOENCODING": "ascii"})

    assert (done.returncode, done.stderr) == (1, "")
    assert "Your code raised ValueError: ?\n" in done.stdout
    assert done.stdout.endswith("2 of 3 checks pass\n")


def test_every_wall_gives_the_same_verdicts(every_wall):
    """at each level of isolation a check passes, fails with its text, and finds the line that raised"""
    books = reference.notebooks()
    with closing(Checker(every_wall, RELU, books)) as checker:
        assert all(checker.run(check).passed for check in public_checks()[RELU])
    with closing(Checker(every_wall, MLP, {MLP: books[MLP]})) as checker:
        verdict = checker.run(PublicCheck("mlp-forward", ("MLP",)))

    assert verdict.state == "not right yet"
    assert any("code cell" in line and "in __init__: self.layers" in line for line in verdict.lines)


def test_without_a_wall_it_says_so(tmp_path, capsys):
    """where there is none, as on macOS, the checks run all the same, after one sentence"""
    status, _, last, errors = validate(capsys, variant(tmp_path) / RELU, "--isolation", "D")

    assert (status, last) == (0, "3 of 3 checks pass")
    assert errors == "bpgrade: The checks run without a wall: name only notebooks that you trust.\n"


@confined
def test_stopped(tmp_path):
    """Ctrl-C during a check ends in a sentence and exit status 130, and no process is left"""
    folder = variant(tmp_path, {RELU: FORWARD + "while True: pass"})
    command = [sys.executable, "-u", "-m", "bpgrade", "validate", "--time-limit", "60", folder / "00_chain_rule.ipynb"]
    process = subprocess.Popen(
        [*command, folder / RELU], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert [process.stdout.readline().split()[-1] for _ in range(2)] == ["passed", "passed"]
    time.sleep(0.3)  # by now the loop runs
    below = descendants(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    printed, errors = process.communicate(timeout=60)

    assert (printed, errors, process.returncode) == ("", "bpgrade: stopped.\n", 130)
    assert below
    assert gone(below)
