"""The terminal: the class as a table on stdout, progress on stderr, no control characters in either."""

from bpgrade.record import Outcome, Report, Status, TestResult
from bpgrade.reports import terminal


def report(submission_id, outcome=Outcome.PASSED):
    points = {"relu": 2.5, "tanh": 1.0}
    return Report.from_tests(
        [TestResult("id", grade_id, "title", outcome, value, 4.5) for grade_id, value in points.items()],
        submission_id=submission_id,
        content_hash="ab" * 32,
        kit_version="0.1.0",
        isolation="full",
        status=Status.PARTIAL,
        notes=(),
        secret_fingerprint="12ab",
        seconds=0.5,
    )


def test_the_table_sums_by_notebook(capsys):
    """Protects the overview: status, score, a column for each notebook, and what to look at first."""
    terminal.print_table([report("ann"), report("bob", Outcome.CRASHED)])
    out, err = capsys.readouterr()
    ann, bob = (line.replace("│", " ").split() for line in out.splitlines() if "ann" in line or "bob" in line)

    assert ann == ["ann", "partial", "3.5/9", "3.5", "PASSED"]
    assert bob[-1] == "CRASHED"
    assert err == ""


def test_ids_cannot_steer_the_terminal(capsys):
    """Protects the instructor's terminal from escape sequences and markup in names that students choose."""
    terminal.print_table([report("a\x1b[2Jb[red]c")])
    with terminal.progress(1) as shown:
        shown.advance(report("a\x1b[2Jb[red]c"))
    out, err = capsys.readouterr()

    assert "\x1b" not in out + err
    assert "a\ufffd[2Jb[red]c" in out
    assert err == "1/1 a\ufffd[2Jb[red]c: partial, 3.5 points, about 0 s left\n"


def test_a_log_of_a_large_class_stays_short(capsys):
    """Protects logs from a line for each of thousands; the last one is always there."""
    with terminal.progress(1050) as shown:
        for number in range(1050):
            shown.advance(report(str(number)))
    lines = capsys.readouterr().err.splitlines()

    assert len(lines) == 105
    assert lines[-1].startswith("1050/1050 1049: partial, 3.5 points")
