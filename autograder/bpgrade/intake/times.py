"""When something was handed in: by nbgrader's note, or by the newest of the notebooks.

A zip archive says when its members were saved, but not in which zone, unless its maker added a field that does (as
Info-ZIP, macOS and 7-Zip do, and the Explorer of Windows does not). Without it, the time is taken to be of the zone
that the caller names: the one of the due time is the best guess there is.
"""

import re
import struct
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zipfile import ZipInfo
from zoneinfo import ZoneInfo

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.group import Group
from bpgrade.intake.handed import Handed

STAMP = "timestamp.txt"

_STAMP_BYTES = 1000
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(.*)", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_UNIX_TIMES, _NTFS_TIMES = 0x5455, 0x000A  # fields that a member may carry
_MODIFIED = 0x1  # the bit that says that the first of the Unix times is the one of the last change
_1601 = datetime(1601, 1, 1, tzinfo=UTC)
# Packers that know no time write the first day of 1980, which is the second one in some zones.
_OLDEST, _NEWEST = datetime(1980, 1, 3, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


def is_stamp(name: str) -> bool:
    """Whether nbgrader notes in a file of this name when something was handed in."""
    return name == STAMP


def member_time(member: ZipInfo) -> tuple[tuple[int, ...], bool]:
    """When a member of an archive was saved, as Entry.modified, and whether that is UTC."""
    with suppress(struct.error, IndexError, OverflowError, ValueError, OSError):
        for kind, content in _extra_fields(member.extra):
            if kind == _UNIX_TIMES and content[0] & _MODIFIED:
                (seconds,) = struct.unpack_from("<i", content, 1)
                return _as_tuple(datetime.fromtimestamp(seconds, UTC)), True
            if kind == _NTFS_TIMES:
                tag, size, ticks = struct.unpack_from("<HHQ", content, 4)
                if (tag, size) == (1, 24):
                    return _as_tuple(_1601 + timedelta(microseconds=ticks // 10)), True
    return member.date_time, False


def _extra_fields(extra: bytes) -> Iterable[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if size:
            yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]


def _as_tuple(moment: datetime) -> tuple[int, ...]:
    return tuple(moment.timetuple()[:6])


def submitted_at(group: Group, graded: Iterable[Handed], zone: tzinfo) -> datetime | None:
    """When a submission was handed in, in UTC, or None where nothing says it.

    Args:
        graded: the notebooks that are graded.
        zone: the one of times that have none.
    """
    graded = list(graded)
    folders = {folder for entry in graded for folder in entry.path.parents}
    stamps = [stamp for stamp in group.stamps if stamp.path.parent in folders or not graded]
    if stamps:
        read = [_read(stamp) for stamp in stamps]
        return None if None in read else max(read)
    times = [_saved(entry, zone) for entry in graded] if group.dated else []
    return max(filter(None, times), default=None)


def _read(stamp: Handed) -> datetime | None:
    try:
        with stamp.open(_STAMP_BYTES) as file:
            return parse_stamp(file.read(_STAMP_BYTES).decode("utf-8-sig"))
    except (Unreadable, OSError, UnicodeDecodeError):
        return None


def parse_stamp(text: str) -> datetime | None:
    """A moment as nbgrader writes it: date, time, and a zone by name or offset, or none for UTC; None for any other."""
    found = _STAMP.fullmatch(text.strip())
    if not found:
        return None
    try:
        return _believed(datetime.fromisoformat(found[1]).replace(tzinfo=_zone(found[2])))
    except (ValueError, OverflowError, OSError, LookupError):
        return None


def _zone(name: str) -> tzinfo:
    """Raises LookupError (which ZoneInfo's own is) or ValueError for what is no zone."""
    if name in ("", "Z", "UTC", "GMT"):
        return UTC
    if offset := _OFFSET.fullmatch(name):
        minutes = int(offset[2]) * 60 + int(offset[3])
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
    return ZoneInfo(name)


def _saved(entry: Handed, zone: tzinfo) -> datetime | None:
    try:
        return _believed(datetime(*entry.modified, tzinfo=UTC if entry.zoned else zone))
    except (ValueError, OverflowError):
        return None


def _believed(moment: datetime) -> datetime | None:
    moment = moment.astimezone(UTC)
    return moment if _OLDEST <= moment < _NEWEST else None
