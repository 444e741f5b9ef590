"""When something was handed in: nbgrader's note before the files' times, and no time rather than a wrong one."""

import io
import json
import os
import struct
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade.intake import REQUIRED, find_submissions
from bpgrade.intake.times import member_time, parse_stamp

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()
SAVED = datetime(2026, 10, 5, 20, 30, tzinfo=UTC)
EARLY = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)


def put(folder, name, content=NOTEBOOK, saved=EARLY):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    os.utime(folder / name, (saved.timestamp(), saved.timestamp()))


def member(name, date_time, extra=b""):
    info = zipfile.ZipInfo(name, date_time)
    info.extra = extra
    return info


def packed(*members, content=NOTEBOOK):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for each in members:
            archive.writestr(each, content)
    return file.getvalue()


def unix_times(moment):
    return struct.pack("<HHBi", 0x5455, 5, 1, int(moment.timestamp()))


def ntfs_times(moment):
    ticks = round((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
    return struct.pack("<HHLHHQQQ", 0x000A, 32, 0, 1, 24, ticks, ticks, ticks)


def test_the_newest_graded_notebook_counts(tmp_path):
    """Protects the time from files that are not graded, and from the first notebook that was finished."""
    put(tmp_path / "s001", "01_linear.ipynb", saved=EARLY)
    put(tmp_path / "s001", "02_relu.ipynb", saved=SAVED)
    for passed_over in ("scratch.ipynb", "01_linear (1).ipynb", "notes.txt"):
        put(tmp_path / "s001", passed_over, saved=SAVED + timedelta(days=9))

    (found,) = find_submissions([tmp_path / "s001"])

    assert found.submitted_at == SAVED
    assert found.submitted_at.tzinfo is UTC


@pytest.mark.parametrize("above", ["", "backprop"])
@pytest.mark.parametrize("students", [["s001"], ["s001", "s002"]])
def test_the_note_of_nbgrader_is_believed(tmp_path, above, students):
    """Protects nbgrader's tree: its note says when work was submitted, whenever the files were copied."""
    for student in students:
        for name in REQUIRED:
            put(tmp_path / "submitted" / student / above, name)
        put(tmp_path / "submitted" / student / above, "timestamp.txt", b"2026-10-05 22:30:00.000000 Europe/Berlin\n")

    found = find_submissions([tmp_path / "submitted"])

    assert [one.submitted_at for one in found] == [SAVED] * len(students)


def test_the_note_of_nbgrader_is_read_in_a_class_archive(tmp_path):
    """Protects trees that were packed: each student has a note of their own."""
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for student, hour in (("s001", 20), ("s002", 21)):
            archive.writestr(f"{student}/backprop/01_linear.ipynb", NOTEBOOK)
            archive.writestr(f"{student}/backprop/timestamp.txt", f"2026-10-05 {hour}:30:00 UTC")

    assert [one.submitted_at for one in find_submissions([tmp_path / "class.zip"])] == [
        SAVED,
        SAVED + timedelta(hours=1),
    ]


def test_a_note_in_a_students_own_archive_says_nothing(tmp_path):
    """Protects the due time from a note that the student wrote."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(member("01_linear.ipynb", (2026, 10, 5, 20, 30, 0)), NOTEBOOK)
        archive.writestr("timestamp.txt", "2001-01-01 00:00:00 UTC")
    put(tmp_path / "class" / "s001", "homework.zip", data.getvalue())
    put(tmp_path / "class" / "s002", "homework.zip", data.getvalue())
    put(tmp_path, "s003.zip", data.getvalue())

    found = find_submissions([tmp_path / "class", tmp_path / "s003.zip"])

    assert [one.submitted_at for one in found] == [SAVED] * 3


def test_a_note_elsewhere_says_nothing(tmp_path):
    """Protects against the note of another assignment that lies beside this one."""
    for student in ("s001", "s002"):
        put(tmp_path / "class" / student / "backprop", "01_linear.ipynb", saved=SAVED)
        put(tmp_path / "class" / student / "other", "timestamp.txt", b"2001-01-01 00:00:00 UTC")

    assert [one.submitted_at for one in find_submissions([tmp_path / "class"])] == [SAVED, SAVED]


@pytest.mark.parametrize(
    "note", [b"", b"yesterday", b"2026-10-05 22:30:00 CEST", b"\xff\xfe", b"0001-01-01 00:00 +1200"]
)
def test_a_note_that_cannot_be_read_means_no_time(tmp_path, note):
    """Protects students from the files' times where nbgrader meant to say another: unknown is not late."""
    put(tmp_path / "s001", "01_linear.ipynb")
    put(tmp_path / "s001", "timestamp.txt", note)

    assert find_submissions([tmp_path / "s001"])[0].submitted_at is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2015-02-02 15:58:23.948203 UTC", datetime(2015, 2, 2, 15, 58, 23, 948203, UTC)),
        ("2015-02-02 14:58:23.948203 America/Los_Angeles\n", datetime(2015, 2, 2, 22, 58, 23, 948203, UTC)),
        ("2015-02-02 15:58:23 +0100", datetime(2015, 2, 2, 14, 58, 23, tzinfo=UTC)),
        ("2015-02-02T15:58:23-05:30", datetime(2015, 2, 2, 21, 28, 23, tzinfo=UTC)),
        ("2015-02-02 15:58:23.948203", datetime(2015, 2, 2, 15, 58, 23, 948203, UTC)),  # nbgrader zip_collect
        ("2015-02-02 15:58 Z", datetime(2015, 2, 2, 15, 58, tzinfo=UTC)),
        ("2015-02-30 15:58:23 UTC", None),
        ("2015-02-02 15:58:23 ../../etc/passwd", None),
        ("2015-02-02 15:58:23 Europe", None),
        ("2015-02-02 15:58:23 +9900", None),
        ("2015-02-02", None),
    ],
)
def test_notes_are_read_as_nbgrader_writes_them(text, moment):
    """Protects each form that nbgrader's settings give: a zone by name, by offset, or none for UTC."""
    assert parse_stamp(text) == moment


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_any_time_in_any_zone_is_read(moment, minutes):
    """Protects the default format of nbgrader, to the microsecond."""
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))

    assert parse_stamp(aware.strftime("%Y-%m-%d %H:%M:%S.%f %z")) == aware


@pytest.mark.parametrize("extra", [unix_times(SAVED), ntfs_times(SAVED), b"\x01\x00\x00\x00" + unix_times(SAVED)])
def test_a_time_with_a_zone_is_preferred(tmp_path, extra):
    """Protects students far from here: Info-ZIP and 7-Zip say when a file was saved in UTC, too."""
    (tmp_path / "s001.zip").write_bytes(packed(member("01_linear.ipynb", (2026, 10, 6, 9, 30, 0), extra)))

    (found,) = find_submissions([tmp_path / "s001.zip"], ZoneInfo("Asia/Tokyo"))

    assert found.submitted_at == SAVED


@pytest.mark.parametrize(("zone", "hour"), [(UTC, 22), (ZoneInfo("Europe/Berlin"), 20)])
def test_a_time_without_a_zone_is_one_of_the_callers(tmp_path, zone, hour):
    """Protects what is documented: UTC, or the zone of the due time."""
    (tmp_path / "s001.zip").write_bytes(packed(member("01_linear.ipynb", (2026, 10, 5, 22, 30, 0))))

    (found,) = find_submissions([tmp_path / "s001.zip"], zone)

    assert found.submitted_at == datetime(2026, 10, 5, hour, 30, tzinfo=UTC)


def test_no_time_is_not_an_early_one(tmp_path):
    """Protects the difference between unknown and 1980, which packers write that know no time."""
    (tmp_path / "s001.zip").write_bytes(packed(member("01_linear.ipynb", (1980, 1, 1, 0, 0, 0))))

    assert find_submissions([tmp_path / "s001.zip"])[0].submitted_at is None


@pytest.mark.parametrize("field", [b"\0\0\0\0", b"\xff" * 4])
def test_a_time_that_is_none_is_unknown(tmp_path, field):
    """Protects the run from dates such as month 0 and month 15, which an archive can hold."""
    data = packed(member("01_linear.ipynb", (2026, 10, 5, 22, 30, 0)))
    place = data.rindex(b"PK\x01\x02") + 12
    (tmp_path / "s001.zip").write_bytes(data[:place] + field + data[place + 4 :])

    (found,) = find_submissions([tmp_path / "s001.zip"])

    assert (list(found.notebooks), found.submitted_at) == (["01_linear.ipynb"], None)


@given(st.binary(max_size=60))
def test_extra_fields_may_hold_anything(extra):
    """Protects the run from what a student's archive can carry: a time comes out, or the one without a zone."""
    modified, zoned = member_time(member("x.ipynb", (2026, 10, 5, 22, 30, 0), extra))

    assert len(modified) == 6
    assert zoned or modified == (2026, 10, 5, 22, 30, 0)


def test_who_handed_in_nothing_has_no_time(tmp_path):
    """Protects an empty folder from having a time; with nbgrader's note it has that."""
    put(tmp_path / "class" / "s001", "01_linear.ipynb")
    put(tmp_path / "class" / "s002", "01_linear.ipynb")
    (tmp_path / "class" / "s003").mkdir()
    put(tmp_path / "class" / "s004", "timestamp.txt", b"2026-10-05 20:30:00 UTC")

    assert [one.submitted_at for one in find_submissions([tmp_path / "class"])] == [EARLY, EARLY, None, SAVED]
