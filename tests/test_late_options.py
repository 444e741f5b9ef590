"""The options on late work: what is understood, and one sentence for what is not, before anything is graded."""

import argparse
import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade.commands.errors import USAGE, CommandError
from bpgrade.commands.late_options import add_late_options, moment, per_day, policy_from, span
from bpgrade.lateness import PerDay

DUE = ["--due", "2026-10-05 23:59 Europe/Berlin"]
EXAMPLE = 'write "2026-10-05 23:59 Europe/Berlin" or "2026-10-05T23:59+02:00"'


def options(*arguments):
    parser = argparse.ArgumentParser(prog="bpgrade grade")
    add_late_options(parser)
    return parser.parse_args(arguments)


def refused(capsys, *arguments):
    """What a person reads about arguments that are refused."""
    with pytest.raises(SystemExit) as error:
        options(*arguments)
    assert error.value.code == USAGE
    return capsys.readouterr().err.splitlines()[-1]


@pytest.fixture
def csv_file(tmp_path):
    """Writes a file of extensions and returns its path."""

    def write(content):
        path = tmp_path / "extensions.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write


def test_all_options_make_a_policy(csv_file):
    """Protects the way from the command line to the policy."""
    path = csv_file("id,due,days,hours\ns001,2026-10-09 12:00 UTC,,\ns002,,2,\n\ns003,,1,12\ns004,,0.5,\n")
    policy = policy_from(options(*DUE, "--grace", "15m", "--late-penalty", "10%/day", "--extensions", path))

    assert policy.due == datetime(2026, 10, 5, 21, 59, tzinfo=UTC)
    assert (policy.grace, policy.per_day) == (timedelta(minutes=15), PerDay(10.0, percent=True))
    assert policy.extensions == {
        "s001": datetime(2026, 10, 9, 12, tzinfo=UTC),
        "s002": timedelta(days=2),
        "s003": timedelta(days=1, hours=12),
        "s004": timedelta(hours=12),
    }


def test_no_options_make_no_policy():
    """Protects classes without a due time; --due alone costs nothing."""
    assert policy_from(options()) is None
    assert policy_from(options(*DUE)).per_day == PerDay(0.0)


@pytest.mark.parametrize("option", [("--grace", "1d"), ("--late-penalty", "2/day"), ("--extensions", "")])
def test_options_that_need_a_due_time_say_so(csv_file, option):
    """Protects instructors who forgot --due from believing that lateness was judged."""
    name, value = option
    with pytest.raises(CommandError, match=f"^{name} needs --due: say when the work is due.$") as error:
        policy_from(options(name, value or csv_file("id,days\ns001,1\n")))
    assert error.value.status == USAGE


def test_an_extension_that_ends_too_early_is_refused(csv_file):
    """Protects the student whose new due time was given in the wrong month."""
    path = csv_file("id,due\ns001,2026-09-09 12:00 UTC\n")

    with pytest.raises(CommandError, match=r"^--extensions: the extension of s001 ends before the work is due\.$"):
        policy_from(options(*DUE, "--extensions", path))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-05 23:59 Europe/Berlin", datetime(2026, 10, 5, 21, 59, tzinfo=UTC)),
        ("2026-12-05 23:59 Europe/Berlin", datetime(2026, 12, 5, 22, 59, tzinfo=UTC)),
        ("2026-10-05T23:59+02:00", datetime(2026, 10, 5, 21, 59, tzinfo=UTC)),
        ("2026-10-05 23:59:30 -0530", datetime(2026, 10, 6, 5, 29, 30, tzinfo=UTC)),
        ("2026-10-05T23:59Z", datetime(2026, 10, 5, 23, 59, tzinfo=UTC)),
        ("2026-10-05 23:59 UTC", datetime(2026, 10, 5, 23, 59, tzinfo=UTC)),
        # clocks pass 02:30 twice: the later one, in favour of the students
        ("2026-10-25 02:30 Europe/Berlin", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-10-25 02:30+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_due_times_are_understood(text, expected):
    """Protects each form, and what happens when clocks are put back."""
    assert moment(text).astimezone(UTC) == expected  # what clocks pass twice never equals a time of another zone


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2026-10-05 23:59", f"says no time zone: {EXAMPLE}"),
        ("2026-10-05", f"says no time of day: {EXAMPLE}"),
        ("tomorrow", f"is no date and time: {EXAMPLE}"),
        ("0001-01-01 00:00 UTC", f"is no date and time: {EXAMPLE}"),
        ("2026-02-30 23:59 UTC", f"is not in the calendar: {EXAMPLE}"),
        ("2026-10-05 24:30 UTC", f"is not in the calendar: {EXAMPLE}"),
        ("2026-03-29 02:30 Europe/Berlin", "never comes, as clocks are put forward then: name another time"),
    ],
)
def test_other_due_times_are_refused(capsys, text, sentence):
    """Protects a class from the wrong due time, the hour that clocks leave out among them."""
    assert refused(capsys, "--due", text) == f"bpgrade grade: error: argument --due: {text!r} {sentence}"


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "Europe", "CEST", "../UTC", "+25:00", "+2"])
def test_unknown_zones_are_refused(capsys, zone):
    """Protects the due time from zones that no two people understand alike."""
    assert refused(capsys, "--due", f"2026-10-05 23:59 {zone}").endswith(
        f"argument --due: {zone!r} is no time zone that this machine knows: {EXAMPLE}"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("15m", timedelta(minutes=15)), ("2h", timedelta(hours=2)), ("1d", timedelta(days=1)), ("0m", timedelta())],
)
def test_grace_is_understood(text, expected):
    """Protects the three units."""
    assert span(text) == expected


@pytest.mark.parametrize("text", ["15", "-1h", "1.5h", "1w", "", "99999d", "\uff11\uff15m"])
def test_other_grace_is_refused(capsys, text):
    """Protects against spans without a unit, below nothing or beyond all measure."""
    assert refused(capsys, f"--grace={text}").endswith(
        f"argument --grace: {text!r} is no amount of time: write it like 15m, 2h or 1d"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10%/day", PerDay(10.0, percent=True)),
        ("2/day", PerDay(2.0)),
        ("0.5/day", PerDay(0.5)),
        ("0/day", PerDay(0.0)),
        ("100%/day", PerDay(100.0, percent=True)),
    ],
)
def test_penalties_are_understood(text, expected):
    """Protects the difference between points and percent."""
    assert per_day(text) == expected


@pytest.mark.parametrize("text", ["10%", "2", "101%/day", "-2/day", "nan/day", "2/week", "1e3/day", "9" * 400 + "/day"])
def test_other_penalties_are_refused(capsys, text):
    """Protects a class from a penalty whose unit nobody gave."""
    assert refused(capsys, f"--late-penalty={text}").endswith(
        f"argument --late-penalty: {text!r} is no penalty: "
        "write it like 10%/day (of the maximum score) or 2/day (points)"
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "1: the first line has to name the columns, each once: id and due, or id and days or hours"),
        ("id\ns001\n", "1: the first line has to name the columns, each once: id and due, or id and days or hours"),
        ("due,days\n", "1: the first line has to name the columns, each once: id and due, or id and days or hours"),
        ("id,days,days\n", "1: the first line has to name the columns, each once: id and due, or id and days or hours"),
        ("id,days,reason\n", "1: there is no column 'reason', only id, due, days and hours"),
        ("id,days\ns001,1\n\ns001,2\n", "4: 's001' was given more time in line 2 already: keep one of the two"),
        ("id,days\ns001,1,2\n", "2: it has 3 cells, but the first line names 2 columns"),
        ("id,due\ns001,2026-10-09\n", f"2: '2026-10-09' says no time of day: {EXAMPLE}"),
        ("id,due\ns001,2026-10-09 12:00\n", f"2: '2026-10-09 12:00' says no time zone: {EXAMPLE}"),
        ("id,days\ns001,two\n", "2: 'two' is no number of days from 0 to 1000"),
        ("id,days\ns001,-1\n", "2: '-1' is no number of days from 0 to 1000"),
        ("id,hours\ns001,inf\n", "2: 'inf' is no number of hours from 0 to 1000"),
        ("id,days\ns001,\n", "2: it has to give an id and either a due time or a number of days, hours or both"),
        ("id,days\n,1\n", "2: it has to give an id and either a due time or a number of days, hours or both"),
        (
            "id,due,days\ns001,2026-10-09 12:00 UTC,1\n",
            "2: it has to give an id and either a due time or a number of days, hours or both",
        ),
        ('id,days\n"s001,1\n', "2: this is not CSV (unexpected end of data)"),
    ],
)
def test_a_bad_line_is_named(capsys, csv_file, content, sentence):
    """Protects a class from being graded with half of its extensions: the line, and what is wrong with it."""
    path = csv_file(content)

    assert refused(capsys, *DUE, "--extensions", path).endswith(f"argument --extensions: {path}, line {sentence}")


def test_a_file_that_cannot_be_read_is_named(capsys, csv_file, tmp_path):
    """Protects against a wrong path and against the encodings of old spreadsheets."""
    missing = str(tmp_path / "missing.csv")
    assert refused(capsys, "--extensions", missing).endswith(f"{missing} cannot be read: No such file or directory")

    path = csv_file("id,days\nJörg_1,1\n".encode("cp1252"))
    assert refused(capsys, "--extensions", path).endswith(f"{path} is not text in UTF-8: save it as CSV in UTF-8")


def test_what_spreadsheets_write_is_understood(csv_file):
    """Protects files with a byte order mark, semicolons, capitals, quotes and the line ends of Windows."""
    path = csv_file('\ufeffID;Days\r\n"Jo\u0308rg_1";"2"\r\n'.encode())

    assert options("--extensions", path).extensions == {"J\u00f6rg_1": timedelta(days=2)}


@given(st.text(max_size=40))
def test_any_text_is_understood_or_refused(text):
    """Protects the person at the terminal from a traceback."""
    for parse in (moment, span, per_day):
        with contextlib.suppress(argparse.ArgumentTypeError):
            parse(text)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2999, 1, 1)), st.integers(-23 * 60, 23 * 60))
def test_any_due_time_with_an_offset_is_understood(local, minutes):
    """Protects every ISO 8601 time that another program wrote."""
    sign, minutes_off = "-" if minutes < 0 else "+", abs(minutes)
    text = f"{local:%Y-%m-%dT%H:%M:%S}{sign}{minutes_off // 60:02}:{minutes_off % 60:02}"

    assert moment(text) == datetime.fromisoformat(text)
