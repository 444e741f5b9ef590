"""class.html: figures that add up, words for every odd class, and nothing on the page that does not belong there."""

import gc
import weakref

import pytest

import made_class
from bpgrade.record import Outcome, Status, TestResult
from bpgrade.reports import class_report
from bpgrade.reports.class_figures import ClassFigures
from graded_class import HOSTILE, STAFF, report, result
from html_page import Page


def page(*reports, damaged=(), **rest):
    """The page about these reports, each in a folder of its id, or f1."""
    figures = ClassFigures()
    for each in reports:
        figures.add(each, each.submission_id if each.submission_id.isascii() else "f1")
    return Page(class_report.render(figures, list(damaged), **rest))


def marks(*scores, **fields):
    return [report(f"s{number:03d}", float(score), **fields) for number, score in enumerate(scores, 1)]


def test_headline_figures_by_hand():
    """Protects what everybody reads first: 20 40 60 90 has the mean 52.5, the median 50, the quartiles 35 and 67.5."""
    late = report("s005", 90.0, days_late=2, penalty=18.0)
    nothing = report("s006", 0.0, status=Status.EMPTY)
    shown = page(*marks(20, 40, 60), late, nothing)

    assert "Submissions 5 4 graded 1 empty " in shown.text
    assert "Mean 52.5 of 100 points 48 after late penalties " in shown.text
    assert "Median 50 of 100 points quartiles 35 and 67.5 " in shown.text
    assert "Late 1 20 % 1 with points taken off " in shown.text
    assert "Isolation full landlock 7, seccomp " in shown.text
    assert "Counted are the 4 of 5 submissions that could be graded, in whole or in part" in shown.text
    assert "20 to 90; the middle half from 35 to 67.5; median 50." in shown.text
    assert "Read this first" not in shown.text


def test_the_histogram_is_a_table_too():
    """Protects readers who see no picture; a score on an edge belongs to the class above, full marks to the last."""
    shown = page(*marks(0, 9.99, 10, 89.9999, 90, 100))
    expected = {"0 to 10": "2", "10 to 20": "1", "20 to 30": "0", "80 to 90": "1", "90 to 100": "2"}

    assert {low: shown.row(low)[1] for low in expected} == expected
    assert shown.tags.count("svg") >= 2


def test_exercises_by_hand():
    """Protects the shares: 3 of 4, 0 of 4 and 4 of 4 points are 58 per cent; one none, one some, one all."""
    students = [
        [result("relu", points=3.0), TestResult("other", "relu", "title", Outcome.FAILED, 0.0, 1.0)],
        [TestResult("only", "relu", "title", Outcome.FAILED, 0.0, 4.0)],
        [result("relu", points=4.0), result("further-hvp", Outcome.MISSING, 0.0)],
    ]
    shown = page(*(report(f"s{i}", tests=tests) for i, tests in enumerate(students)))

    assert shown.row("relu") == ["relu", "4", "58 %", "", "1", "1", "1"]
    assert not [row for row in shown.rows if row[0].startswith("further-hvp (bonus)")]  # nobody tried it


def test_hidden_tests_by_hand():
    """Protects pass rate, discrimination and outcomes as people read them."""
    flags = [(1, 1), (1, 1), (0, 1), (0, 0)]
    students = [
        [TestResult(f"t{i}", "relu", f"title {i}", Outcome.PASSED if flag else Outcome.CRASHED, flag, 1.0)
         for i, flag in enumerate(each)] for each in flags
    ]  # fmt: skip
    shown = page(*(report(f"s{i}", tests=tests) for i, tests in enumerate(students)))

    assert shown.row("title 0 t0") == ["title 0 t0", "50 % 2 of 4", "+0.58", "2 crashed"]
    assert "relu 2 tests, passed by 50 % to 75 % " in shown.text


def test_diagnoses_are_told_in_shares_of_students():
    """Protects the line that a lecturer takes into the next lecture."""
    wrong = result("relu", Outcome.FAILED, 0.0, hint="Divided twice by N.")
    shown = page(report("a", tests=[wrong]), *marks(100, 100))

    assert shown.row("33 % (1 of 3)") == ["33 % (1 of 3)", "Divided twice by N. relu (1)"]


def test_students_and_submissions_to_look_at():
    """Protects the way to each student: row, link, final score, days late, and why something is missing."""
    partial = report("p", 50.0, status=Status.PARTIAL, notes=("One note.", "Two."), days_late=1, penalty=5.0)
    broken = report("q", tests=[result(outcome=Outcome.BROKEN)], seconds=7.25)
    shown = page(partial, broken, *marks(10))

    assert ["p", "50.00", "45.00", "1 day", "◐ partial"] in shown.rows
    assert ["q", "1.00", "1.00", "", "graded, 1 broken test"] in shown.rows
    assert ["s001", "10.00", "10.00", "", "graded"] in shown.rows
    assert ["p", "◐ partial", "One note. Two."] in shown.rows
    assert ["q", "graded", "1 test broke: the grader's fault."] in shown.rows
    assert ["q", "7.2", "0"] in shown.rows
    assert {"p/feedback.html", "q/feedback.html", "s001/feedback.html"} == {x for x in shown.links if x[0] != "#"}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"tests": [result(outcome=Outcome.BROKEN)]}, "1 test result is BROKEN, in 1 submission: the grader failed"),
        ({"kit_version": "9"}, "Different versions of backprop-kit graded this class: grade all of it with one."),
        ({"secret_fingerprint": "x"}, "Hidden inputs come from different secrets: not all students got the same"),
        ({"isolation": "degraded"}, "Not all submissions were confined in the same way: see below."),
        ({"max_score": 50.0}, "Not all scores are out of the same points: figures of scores are in per cent."),
    ],
)
def test_what_spoils_the_figures_is_said_first(fields, sentence):
    """Protects staff from comparing what cannot be compared."""
    assert f"Read this first {sentence}" in page(*marks(10, 20), report("other", 10.0, **fields)).text


def test_scores_out_of_different_points_are_compared_in_per_cent():
    """Protects the mean: 10 of 20 and 100 of 100 are 75 per cent, not 55 points."""
    shown = page(report("a", 10.0, 20.0), report("b", 100.0, 100.0))

    assert "Mean 75 per cent " in shown.text
    assert "Number of students by score in per cent." in shown.text


def test_a_class_of_one():
    """Protects the smallest class from statistics that need two."""
    shown = page(*marks(70))

    assert "Mean 70 of 100 points Median 70 of 100 points quartiles 70 and 70 " in shown.text
    assert [row[2] for row in shown.rows if row[0].endswith("test_x.py::test_relu")] == ["n/a", "n/a"]
    assert "by chance" not in shown.text


def test_all_scores_equal():
    """Protects a class in which everybody is right from a division by the spread, which is 0."""
    shown = page(*marks(100, 100, 100, 100))

    assert shown.row("relu is right test_x.py::test_relu")[1:] == ["100 % 4 of 4", "n/a", ""]
    assert "Nothing: no graded submission was given a hint." in shown.text


def test_no_scores_at_all():
    """Protects a class of which nothing could be graded: the page says so, and why for each."""
    shown = page(report("a", status=Status.UNREADABLE, notes=("It cannot be opened.",)))

    assert "Mean n/a no submission has a score" in shown.text
    assert "No submission could be graded, so there are no scores to show." in shown.text
    assert ["a", "✗ unreadable", "It cannot be opened."] in shown.rows


def test_what_could_not_be_read_spoils_no_figure_of_exercises_and_tests():
    """Protects pass rates and mean shares from zeros that say nothing about anyone's knowledge."""
    missing = TestResult("t", "relu", "title", Outcome.MISSING, 0.0, 1.0, what="It cannot be opened.")
    passed = TestResult("t", "relu", "title", Outcome.PASSED, 1.0, 1.0)
    shown = page(report("a", tests=[passed]), report("b", tests=[missing], status=Status.UNREADABLE))

    assert shown.row("relu")[2] == "100 %"
    assert shown.row("title t")[1] == "100 % 1 of 1"
    assert "Nothing: no graded submission was given a hint." in shown.text


def test_everything_is_escaped():
    """Protects staff from markup, scripts and direction changes in whatever a student or a record can say."""
    texts = dict.fromkeys(("what", "hint", "where", "how_far"), HOSTILE)
    bad = TestResult(HOSTILE, HOSTILE, HOSTILE, Outcome.FAILED, 0.0, 1.0, **texts)
    one = report(HOSTILE, tests=[bad], notes=(HOSTILE,), status=Status.PARTIAL, isolation=HOSTILE, kit_version=HOSTILE)
    shown = page(one, damaged=[HOSTILE])

    assert not {"script", "img", "link", "iframe", "base", "form"} & set(shown.tags)
    assert not [name for name, _ in shown.attributes if name.startswith("on") or name in ("src", "style")]
    assert shown.text.count("<script>alert(1)</script>]]>&amp;") >= 12
    assert not {"\u202e", "\x1b", "\ud800", "\x00"} & set(shown.rawdata + shown.text)


def test_staff_text_and_the_secret_stay_out():
    """Protects hidden inputs even here: the page may be shown on a screen in a meeting."""
    html = page(*made_class.reports(40), report("x", 0.0, secret_fingerprint="fingerprint-1")).rawdata
    html += "".join(map(str, page(report("y", tests=[result(outcome=Outcome.ERRORED, what="w")])).rows))

    assert STAFF not in html
    assert made_class.STAFF not in html
    assert "fingerprint-1" not in html


def test_nothing_leads_out():
    """Protects names from leaving the machine: no address, no resource, a policy against both, relative links."""
    shown = page(*made_class.reports(30))
    policy = [value for name, value in shown.attributes if name == "content" and "default-src" in value]

    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]
    assert all(part not in class_report.render(ClassFigures(), []) for part in ("://", "url(", "@import", "src="))
    assert {link for link in shown.links if not link.startswith("#")} == {
        f"s{number:05d}/feedback.html" for number in range(1, 31)
    }
    assert "For staff only." in shown.text


def test_tables_have_captions_headings_and_scope():
    """Protects readers by ear and by keyboard: every table is named, every heading says what it heads."""
    shown = page(*made_class.reports(30))
    regions = [dict(shown.attributes[i : i + 4]) for i, each in enumerate(shown.attributes) if each[1] == "region"]

    assert shown.tags.count("table") == shown.tags.count("caption") == len(regions) > 20
    assert shown.tags.count("th") == sum(name == "scope" for name, _ in shown.attributes)
    assert shown.tags.count("h1") == 1


def test_a_large_class_is_told_in_parts():
    """Protects browsers: tables of 500, folded, and few bytes for each student."""
    small, large = (class_report.render(figures(count), []) for count in (500, 2100))

    assert Page(small).tags.count("table") + 4 == Page(large).tags.count("table")
    assert "s00501 to s01000 500 students" in Page(large).text
    assert len(large) - len(small) < 1600 * 120


def figures(count):
    gathered = ClassFigures()
    for number in range(1, count + 1):
        gathered.add(report(f"s{number:05d}", float(number % 100)), f"s{number:05d}")
    return gathered


def test_reports_are_not_kept():
    """Protects memory: ten thousand reports of 266 tests are a gigabyte."""
    gathered, alive = ClassFigures(), []
    for each in made_class.reports(5):
        gathered.add(each, each.submission_id)
        alive += [weakref.ref(each), *map(weakref.ref, each.tests)]
    del each
    gc.collect()

    assert len(gathered.students) == 5
    assert len(alive) > 500
    assert not [reference() for reference in alive if reference() is not None]
