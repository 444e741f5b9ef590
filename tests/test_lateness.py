"""Late work: what a day is, what it costs, and that nobody loses points for a time that nobody knows."""

import ast
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade.lateness import Lateness, PerDay, Policy, apply, settle, unknown_ids
from bpgrade.record import Outcome, Report, Status, TestResult
from bpgrade.reports import feedback

BERLIN = ZoneInfo("Europe/Berlin")
DUE = datetime(2026, 10, 5, 23, 59, tzinfo=BERLIN)
TEN_PERCENT = PerDay(10, percent=True)
BPGRADE = Path(__file__).parent.parent / "autograder" / "bpgrade"


def report(score=80.0, notes=("A note.",), **rest):
    tests = [
        TestResult("a", "relu", "ReLU", Outcome.PASSED, score, 100.0),
        TestResult("b", "further-hvp", "HVP", Outcome.PASSED, 3.0, 3.0),
    ]
    fields = {
        "submission_id": "s001", "content_hash": "ab" * 32, "kit_version": "0.1.0", "isolation": "full",
        "status": Status.GRADED, "notes": notes, "secret_fingerprint": "f", "seconds": 1.0,
    }  # fmt: skip
    return Report.from_tests(tests, **(fields | rest))


def judged(after, policy=None, score=80.0, who="s001"):
    """(days late, penalty) of a submission so long after the due time."""
    policy = policy or Policy(DUE, per_day=TEN_PERCENT)
    late = policy.judge(who, DUE.astimezone(UTC) + after, score, 100.0)
    return late.days_late, late.penalty


@pytest.mark.parametrize(
    ("after", "days"),
    [
        (timedelta(days=-30), 0),
        (timedelta(), 0),
        (timedelta(microseconds=1), 1),
        (timedelta(days=1), 1),
        (timedelta(days=1, seconds=1), 2),
        (timedelta(days=7), 7),
    ],
)
def test_a_day_counts_once_it_has_begun(after, days):
    """Protects both ends of a day: on the due second nobody is late, and the next one costs a day."""
    assert judged(after) == (days, 10.0 * days)


def test_grace_comes_after_the_due_time_and_after_an_extension():
    """Protects the last minutes before midnight for those with more time, too."""
    policy = Policy(DUE, timedelta(hours=2), PerDay(2.0), {"s002": timedelta(days=1)})

    assert judged(timedelta(hours=2), policy) == (0, 0.0)
    assert judged(timedelta(hours=2, seconds=1), policy) == (1, 2.0)
    assert judged(timedelta(hours=26), policy, who="s002") == (0, 0.0)
    assert judged(timedelta(hours=26, seconds=1), policy, who="s002") == (1, 2.0)


def test_an_extension_may_be_a_new_due_time():
    """Protects dates in the extensions, in whatever zone."""
    extended = datetime(2026, 10, 8, 9, 59, tzinfo=timezone(timedelta(hours=12)))  # 21:59 UTC, two days later
    policy = Policy(DUE, per_day=TEN_PERCENT, extensions={"s001": extended})

    assert judged(timedelta(days=2), policy) == (0, 0.0)
    assert judged(timedelta(days=2, seconds=1), policy) == (1, 10.0)
    assert judged(timedelta(seconds=1), policy, who="s002") == (1, 10.0)


@pytest.mark.parametrize("more", [timedelta(), timedelta(days=1)])
def test_days_are_24_hours_when_clocks_change(more):
    """Protects what is documented: on the day with 25 hours a day begins an hour earlier by the clock."""
    policy = Policy(datetime(2026, 10, 24, 23, 59, tzinfo=BERLIN), per_day=PerDay(1.0), extensions={"s001": more})
    night = datetime(2026, 10, 25, 22, 59, tzinfo=BERLIN) + more  # 24 hours later; the clock has been put back

    assert policy.judge("s001", night, 9.0, 9.0).days_late == 1
    assert policy.judge("s001", night + timedelta(seconds=1), 9.0, 9.0).days_late == 2


def test_what_was_lost_and_why_is_said():
    """Protects the sentence to the student: when, how late, what was due, and what it cost."""
    policy = Policy(DUE, timedelta(minutes=15), TEN_PERCENT)
    moment = datetime(2026, 10, 7, 8, 12, tzinfo=UTC)

    assert policy.judge("s001", moment, 80.0, 100.0) == Lateness(
        "2026-10-07T08:12:00+00:00",
        2,
        20.0,
        "Time of hand-in: 2026-10-07 10:12 CEST, 2 days late (due 2026-10-05 23:59 CEST, with 15 minutes of grace; "
        "a day counts once it has begun): 20 points were taken off.",
    )
    assert policy.judge("s001", DUE, 80.0, 100.0) == Lateness("2026-10-05T21:59:00+00:00", 0, 0.0, "")


@pytest.mark.parametrize(
    ("per_day", "score", "end"),
    [
        (PerDay(), 80.0, "begun): nothing was taken off."),
        (PerDay(1.0), 80.0, "begun): 1 point was taken off."),
        (TEN_PERCENT, 4.5, "begun): 4.5 points were taken off."),
        (TEN_PERCENT, 0.0, "begun): nothing was taken off."),
    ],
)
def test_the_sentence_says_what_was_really_taken(per_day, score, end):
    """Protects students with few points from reading of more than they lost."""
    late = Policy(DUE, per_day=per_day).judge("s001", DUE + timedelta(hours=1), score, 100.0)

    assert late.note.endswith(end)
    assert "1 day late (due 2026-10-05 23:59 CEST; a day" in late.note


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        (False, "Time of hand-in: unknown, so no points were taken off for lateness."),
        (
            True,
            "Time of hand-in: unknown (your course's website counts it as late), "
            "so no points were taken off for lateness.",
        ),
    ],
)
def test_an_unknown_time_costs_nothing(marked, sentence):
    """Protects students from a penalty for what nobody knows; the LMS may know another due time."""
    assert Policy(DUE, per_day=TEN_PERCENT).judge("s001", None, 80.0, 100.0, marked) == Lateness("", 0, 0.0, sentence)


_SCORES = st.integers(0, 1_000_000).map(lambda units: units / 10_000)
_PENALTIES = st.builds(PerDay, st.floats(0, 1e6), st.booleans())
_SPANS = st.timedeltas(timedelta(), timedelta(days=400))
_DUES = st.datetimes(
    datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, BERLIN, ZoneInfo("Asia/Tokyo")])
)


@given(_DUES, _SPANS, _PENALTIES, _SCORES, st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_penalty_is_never_more_than_the_score(due, grace, per_day, score, after):
    """Protects the class average from scores below zero, and those in time from any penalty."""
    late = Policy(due, grace, per_day).judge("s001", due.astimezone(UTC) + after, score, 100.0)

    assert 0 <= late.penalty <= score
    assert (late.days_late > 0) == (after > grace)
    assert late.days_late > 0 or late.penalty == 0


@given(_DUES, _SPANS, _PENALTIES, _SCORES, _SPANS, _SPANS, _SPANS)
def test_later_is_never_cheaper(due, grace, per_day, score, after, later, more):
    """Protects justice: who hands in later loses as much or more, who has an extension as much or less."""
    policy = Policy(due, grace, per_day, {"s002": more})
    first, second = due.astimezone(UTC) + after, due.astimezone(UTC) + after + later

    early, late = policy.judge("s001", first, score, 100.0), policy.judge("s001", second, score, 100.0)
    extended = policy.judge("s002", second, score, 100.0)

    assert (early.days_late, early.penalty) <= (late.days_late, late.penalty)
    assert (extended.days_late, extended.penalty) <= (late.days_late, late.penalty)
    assert late.days_late - early.days_late <= later / timedelta(days=1) + 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"due": datetime(2026, 10, 5)}, "the due time has no time zone"),
        ({"grace": timedelta(-1)}, "grace and penalty must not be negative"),
        ({"per_day": PerDay(-1.0)}, "grace and penalty must not be negative"),
        ({"per_day": PerDay(float("nan"))}, "grace and penalty must not be negative"),
        ({"extensions": {"s001": datetime(2026, 10, 9)}}, "the extension of s001 has no time zone"),
        ({"extensions": {"s001": DUE - timedelta(1)}}, "the extension of s001 ends before the work is due"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(fields, sentence):
    """Protects a class from being judged by a slip of the pen."""
    with pytest.raises(ValueError, match=sentence):
        Policy(**({"due": DUE} | fields))


def test_a_time_without_a_zone_is_refused():
    """Protects students from the zone of the machine that grades."""
    with pytest.raises(ValueError, match="the time of the submission has no time zone"):
        Policy(DUE).judge("s001", datetime(2026, 10, 5), 1.0, 1.0)


def test_the_record_keeps_the_raw_score():
    """Protects the score and the bonus: the penalty is a field of its own, and so is the sentence."""
    late = Policy(DUE, per_day=TEN_PERCENT).judge("s001", DUE + timedelta(hours=1), 80.0, 100.0)
    record = apply(report(), late)

    assert (record.score, record.bonus, record.penalty, record.final, record.days_late) == (80.0, 3.0, 10.0, 70.0, 1)
    assert record.notes == ("A note.", late.note)
    assert Report.from_json(record.to_json()) == record


def test_judging_again_replaces_what_was_judged():
    """Protects records that are kept between runs from two penalties or two sentences."""
    moment = DUE + timedelta(hours=1)
    once = settle(Policy(DUE, per_day=TEN_PERCENT), report(), moment)
    again = settle(Policy(DUE, per_day=PerDay(5.0)), once, moment)

    assert (again.penalty, len(again.notes)) == (5.0, 2)
    assert settle(Policy(DUE + timedelta(days=1)), again, moment) == settle(None, report(), moment)
    assert settle(None, report(), None) == report()
    assert settle(None, report(), moment).submitted_at == "2026-10-05T22:59:00+00:00"


def test_extensions_that_fit_nobody_are_listed():
    """Protects those whose id was misspelt in the list of extensions."""
    policy = Policy(DUE, extensions=dict.fromkeys(["s003", "s001", "S002"], timedelta(1)))

    assert unknown_ids(policy, ["s001", "s002"]) == ["S002", "s003"]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "80 of 100 points and 3 of 3 bonus points About"),
        (
            {"days_late": 2, "penalty": 20.0},
            "60 of 100 points and 3 of 3 bonus points 80 points for your work, less 20 for handing it in 2 days late",
        ),
        (
            {"days_late": 1},
            "80 of 100 points and 3 of 3 bonus points "
            "80 points for your work; nothing was taken off for handing it in 1 day late",
        ),
    ],
)
def test_the_page_shows_how_the_points_came_about(fields, shown):
    """Protects students from a total that does not add up: what the work was worth, and what lateness cost."""
    html = feedback.render(report(**fields))

    text = " ".join("".join(part.partition(">")[2] + " " for part in html.partition("<body>")[2].split("<")).split())
    assert shown in text


@pytest.mark.parametrize(("module", "allowed"), [("lms", set()), ("lateness", {"bpgrade.output", "bpgrade.record"})])
def test_small_modules_know_little(module, allowed):
    """Protects exports, which may use them, from what they must not import."""
    tree = ast.parse((BPGRADE / f"{module}.py").read_text(encoding="utf-8"))
    names = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names} == allowed
