"""The options on late work, and the policy that they make."""

import argparse
import csv
import io
import math
import re
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from bpgrade.commands.errors import CommandError
from bpgrade.lateness import PerDay, Policy
from bpgrade.output import printable

_EXAMPLE = '"2026-10-05 23:59 Europe/Berlin" or "2026-10-05T23:59+02:00"'
_MOMENT = re.compile(r"(2\d{3}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?) ?(.*)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SPAN = re.compile(r"(\d{1,5})([mhd])", re.ASCII)
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_PENALTY = re.compile(r"(\d+(?:\.\d+)?)(%?)/day", re.ASCII)
_COLUMNS = ("id", "due", "days", "hours")
_MOST_DAYS = 1000
_ID_LENGTH = 100  # of submission ids

Extensions = dict[str, datetime | timedelta]


def add_late_options(verb: argparse.ArgumentParser) -> None:
    """Options of a verb that judges lateness; `policy_from` reads them."""
    late = verb.add_argument_group("late work")
    late.add_argument("--due", type=moment, metavar="TIME", help=f"when work is due, with its zone: {_EXAMPLE}")
    late.add_argument("--grace", type=span, metavar="SPAN", help="time after it that costs nothing: 15m, 2h or 1d")
    late.add_argument(
        "--late-penalty", type=per_day, metavar="AMOUNT/day",
        help="what each day begun after that costs: 10%%/day of the maximum score, or 2/day, in points",
    )  # fmt: skip
    late.add_argument(
        "--extensions", type=extensions, metavar="FILE.csv",
        help="who has more time: columns id and due (a new due time), or days, hours (after the due time)",
    )  # fmt: skip


def policy_from(options: argparse.Namespace) -> Policy | None:
    """What the options say; None when they say nothing of late work.

    Raises:
        CommandError: options that need --due without it, or an extension that ends before it.
    """
    if options.due is None:
        for name in ("grace", "late_penalty", "extensions"):
            if getattr(options, name) is not None:
                raise CommandError(f"--{name.replace('_', '-')} needs --due: say when the work is due.")
        return None
    try:
        return Policy(
            options.due, options.grace or timedelta(), options.late_penalty or PerDay(), options.extensions or {}
        )
    except ValueError as error:
        raise CommandError(f"--extensions: {error}.") from None


def moment(text: str) -> datetime:
    """A date and time with a zone. An hour that clocks pass twice is taken as the later one, in favour of students."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        what = "says no time of day" if _DATE.fullmatch(text.strip()) else "is no date and time"
        raise argparse.ArgumentTypeError(f"{text!r} {what}: write {_EXAMPLE}")
    date, time, zone = found.groups()
    if not zone:
        raise argparse.ArgumentTypeError(f"{text!r} says no time zone: write {_EXAMPLE}")
    try:
        local = datetime.fromisoformat(f"{date} {time}")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not in the calendar: write {_EXAMPLE}") from None
    return _in_zone(local, _zone(zone), text)


def _zone(name: str) -> tzinfo:
    try:
        if name == "Z" or name[0] in "+-":
            return datetime.fromisoformat(f"2000-01-01 00:00{name}").tzinfo
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError):  # what ZoneInfo raises for names that are none, and for folders
        raise argparse.ArgumentTypeError(
            f"{name!r} is no time zone that this machine knows: write {_EXAMPLE}"
        ) from None


def _in_zone(local: datetime, zone: tzinfo, text: str) -> datetime:
    aware = local.replace(tzinfo=zone, fold=1)
    try:
        there_and_back = datetime.fromtimestamp(aware.timestamp(), zone)
    except (OverflowError, ValueError, OSError):
        raise argparse.ArgumentTypeError(f"{text!r} is too long ago or too far ahead") from None
    if there_and_back.replace(tzinfo=None) != local:
        raise argparse.ArgumentTypeError(f"{text!r} never comes, as clocks are put forward then: name another time")
    return aware


def span(text: str) -> timedelta:
    """A number of minutes, hours or days."""
    found = _SPAN.fullmatch(text.strip())
    if not found or timedelta(**{_UNITS[found[2]]: int(found[1])}) > timedelta(days=_MOST_DAYS):
        raise argparse.ArgumentTypeError(f"{text!r} is no amount of time: write it like 15m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def per_day(text: str) -> PerDay:
    """What a day costs."""
    found = _PENALTY.fullmatch(text.strip())
    if not found or not math.isfinite(float(found[1])) or (found[2] and float(found[1]) > 100):
        problem = "is no penalty: write it like 10%/day (of the maximum score) or 2/day (points)"
        raise argparse.ArgumentTypeError(f"{text!r} {problem}")
    return PerDay(float(found[1]), bool(found[2]))


def extensions(path: str) -> Extensions:
    """Who has more time: submission id -> a new due time, or an amount of time."""
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise argparse.ArgumentTypeError(f"{path} is not text in UTF-8: save it as CSV in UTF-8") from None
    try:
        return _from_rows(text)
    except _BadLine as error:
        raise argparse.ArgumentTypeError(f"{path}, line {error}") from None


class _BadLine(Exception):
    """What is wrong, with the line's number before it."""


def _from_rows(text: str) -> Extensions:
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    found: Extensions = {}
    lines: dict[str, int] = {}
    try:
        header = _header(next(rows, []))
        for row in rows:
            if any(cell.strip() for cell in row):
                submission_id, more = _row(header, row, rows.line_num)
                if submission_id in lines:
                    where = f"{rows.line_num}: {submission_id!r} was given more time in line {lines[submission_id]}"
                    raise _BadLine(f"{where} already: keep one of the two")
                found[submission_id], lines[submission_id] = more, rows.line_num
    except csv.Error as error:
        raise _BadLine(f"{rows.line_num}: this is not CSV ({error})") from None
    return found


def _header(row: list[str]) -> list[str]:
    header = [name.strip().lower() for name in row]
    unknown = [name for name in header if name not in _COLUMNS]
    if unknown:
        raise _BadLine(f"1: there is no column {printable(unknown[0], 40)!r}, only id, due, days and hours")
    if "id" not in header or len(header) < 2 or len(set(header)) < len(header):
        raise _BadLine("1: the first line has to name the columns, each once: id and due, or id and days or hours")
    return header


def _row(header: list[str], row: list[str], line: int) -> tuple[str, datetime | timedelta]:
    if len(row) != len(header):
        raise _BadLine(f"{line}: it has {len(row)} cells, but the first line names {len(header)} columns")
    cells = {name: cell.strip() for name, cell in zip(header, row, strict=True)}
    submission_id = printable(cells.pop("id"), _ID_LENGTH)
    given = {name: cell for name, cell in cells.items() if cell}
    if not submission_id or not given or ("due" in given and len(given) > 1):
        raise _BadLine(f"{line}: it has to give an id and either a due time or a number of days, hours or both")
    try:
        if "due" in given:
            return submission_id, moment(given["due"])
        return submission_id, sum((_amount(name, cell) for name, cell in given.items()), timedelta())
    except argparse.ArgumentTypeError as error:
        raise _BadLine(f"{line}: {error}") from None


def _amount(unit: str, cell: str) -> timedelta:
    try:
        amount = float(cell)
    except ValueError:
        amount = math.nan
    if not 0 <= amount <= _MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{printable(cell, 40)!r} is no number of {unit} from 0 to {_MOST_DAYS}")
    return timedelta(**{unit: amount})
