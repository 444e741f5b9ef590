"""feedback.html: the student reads what helps, and nothing that is not theirs to read."""

from html.parser import HTMLParser

import pytest

from bpgrade.record import Outcome, Report, Status, TestResult
from bpgrade.reports.feedback import render


class Page(HTMLParser):
    """The text a reader sees, and every tag and attribute."""

    def __init__(self, html):
        super().__init__()
        self.text, self.tags, self.attributes, self._style = "", [], [], False
        self.feed(html)
        self.text = " ".join(self.text.split())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]
        self._style = tag == "style"

    def handle_endtag(self, tag):
        self._style = False

    def handle_data(self, data):
        if not self._style:
            self.text += data + " "


def page(*tests, **fields):
    defaults = {
        "submission_id": "jdoe",
        "content_hash": "ab" * 32,
        "kit_version": "0.1.0",
        "isolation": "full (landlock 7, seccomp)",
        "status": Status.GRADED,
        "notes": (),
        "secret_fingerprint": "fingerprint-of-the-secret",
        "seconds": 0.5,
    }
    return Page(render(Report.from_tests(tests, **(defaults | fields))))


def result(outcome, points=0.0, grade_id="relu", **rest):
    return TestResult("test_id", grade_id, "ReLU keeps what is positive", outcome, points, 1.5, **rest)


def test_the_score_leads():
    """Protects the one line everybody looks for: points without needless zeros, the bonus apart."""
    bonus = result(Outcome.PASSED, 1.5, "further-hvp")
    shown = page(result(Outcome.PASSED, 1.5), result(Outcome.FAILED), bonus)

    assert "Feedback for jdoe 1.5 of 3 points and 1.5 of 1.5 bonus points" in shown.text
    assert "relu 1.5 of 3 points" in shown.text
    assert "Isolation: full (landlock 7, seccomp)." in shown.text


def test_a_failed_test_says_what_where_how_far_and_why():
    """Protects the four parts of an explanation."""
    parts = {"what": "dx is wrong.", "where": "dx[0, 2]", "how_far": "rel. error 1", "hint": "Add it."}
    shown = page(result(Outcome.FAILED, **parts))

    assert (
        "ReLU keeps what is positive not right yet 0 of 1.5 "
        "dx is wrong. where dx[0, 2] how far off rel. error 1 hint Add it."
    ) in shown.text


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome.FAILED, "not right yet 0 of 1.5 The result differs from what is expected."),
        (Outcome.ERRORED, "stopped with an error 0 of 1.5 Your code raised an exception."),
        (Outcome.TIMED_OUT, "Your code did not finish in time: look for a loop that never ends."),
        (Outcome.CRASHED, "crashed 0 of 1.5 The Python process ended while it ran your code."),
        (Outcome.MISSING, "not found 0 of 1.5 A name that this test needs is not defined in your notebook."),
        (Outcome.SKIPPED, "0 of 1.5 It needs another test that has not passed: solve that one first."),
        (Outcome.BROKEN, "The grader failed here, not your code: this costs you no points."),
        (Outcome.MANUAL, "waits for a person up to 1.5 Your answer is here: a person reads and grades it."),
    ],
)
def test_every_outcome_has_words(outcome, sentence):
    """Protects readers who see no colours, and records that say nothing more than the outcome."""
    assert sentence in page(result(outcome)).text


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.PARTIAL, "Part of your submission is missing or could not be read; the rest was graded."),
        (Status.UNREADABLE, "None of your notebooks could be read, so nothing was graded."),
        (Status.EMPTY, "There was no notebook in your submission, so nothing was graded."),
    ],
)
def test_a_status_other_than_graded_is_explained(status, sentence):
    """Protects against a silent zero; the notes come with it."""
    assert f"About your submission {sentence} One note." in page(status=status, notes=("One note.",)).text


def test_staff_text_and_the_secret_stay_out():
    """Protects hidden inputs: what student code printed in a hidden call is nowhere in the page."""
    report = page(result(Outcome.ERRORED, what="ValueError", staff="hidden input 0.123456"))

    assert "0.123456" not in report.rawdata + report.text
    assert "fingerprint-of-the-secret" not in report.text


def test_everything_is_escaped():
    """Protects readers from markup, scripts and direction changes in any field a student can fill."""
    attack = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}\u202e\x1b[31m\ud800"
    fields = dict.fromkeys(("what", "where", "how_far", "hint"), attack)
    shown = page(
        TestResult("id", attack, attack, Outcome.FAILED, 0.0, 1.0, **fields),
        submission_id=attack,
        notes=(attack,),
        isolation=attack,
        kit_version=attack,
        content_hash=attack,
    )

    assert not {"script", "img", "link", "iframe"} & set(shown.tags)
    assert not {"onerror", "src", "style"} & set(shown.attributes)
    assert shown.text.count("<script>alert(1)</script><img src=x onerror=alert(1)>\"'&amp;{{ 7 * 7 }}") >= 9
    assert not {"\u202e", "\x1b", "\ud800"} & set(shown.text)
