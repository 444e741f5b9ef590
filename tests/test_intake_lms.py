"""Intake of what Canvas and Moodle let staff download: one submission a student, the latest attempt of each file."""

import io
import json
import zipfile

import pytest

from bpgrade.intake import REQUIRED, UsageError, find_submissions, groups
from bpgrade.record import Status


def notebook(source="x = 1"):
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": source}]}).encode()


def packed(members):
    """A zip as bytes. members: names (each a small notebook), or a dict of names to contents."""
    contents = members if isinstance(members, dict) else dict.fromkeys(members, notebook())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture(params=["zip", "folder", "wrapped zip", "wrapped folder"])
def download(request, tmp_path):
    """Writes a download as a zip or unpacked, perhaps with a folder around it, and returns the submissions in it."""

    def find(members):
        above = "submissions/" if "wrapped" in request.param else ""
        data = packed({above + name: content for name, content in members.items()})
        path = tmp_path / "download"
        if "zip" in request.param:
            path = tmp_path / "download.zip"
            path.write_bytes(data)
        else:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                archive.extractall(path)
        return find_submissions([path])

    return find


def canvas(student, files, first=60_000, data=None):
    """The members of a Canvas download for one student. student: "doejane_12345", "doejane_LATE_12345"."""
    return {f"{student}_{first + i}_{name}": data or notebook() for i, name in enumerate(files)}


def sentences(submission):
    return [problem.sentence for problem in submission.problems]


def told(found):
    return [(one.id, one.status, one.marked_late, sentences(one)) for one in found]


def source(submission, name="01_linear.ipynb"):
    return submission.notebooks[name].cells[0].source


def test_a_canvas_download_is_a_class(download):
    """Protects the commonest way to a class: a flat zip, on time, late, anonymous, and with what is no homework."""
    members = canvas("doejane_12345", REQUIRED)
    members |= canvas("roerichard_LATE_23456", REQUIRED, 61_000)
    members |= canvas("anon_Ab1cd", REQUIRED, 62_000) | canvas("LATE_anon_Ef2gh", REQUIRED, 63_000)
    members |= {"grades.csv": b"", ".DS_Store": b"", "graded/doejane/report.json": b"{}"}

    assert told(download(members)) == [
        ("anon_Ab1cd", Status.GRADED, False, []),
        ("anon_Ef2gh", Status.GRADED, True, []),
        ("doejane_12345", Status.GRADED, False, []),
        ("roerichard_23456", Status.GRADED, True, []),
    ]


def test_the_latest_attempt_wins(download):
    """Protects the student's last word: the highest number, though an earlier file has the exact name."""
    members = canvas("roerichard_23456", REQUIRED) | canvas("doejane_12345", REQUIRED, 70_000)
    members |= {
        "doejane_12345_71002_01_linear-2.ipynb": notebook("second"),
        "doejane_12345_71001_01_linear-1.ipynb": notebook("first"),
    }

    found = download(members)[0]

    assert source(found) == "second"
    assert sentences(found) == [
        "01_linear.ipynb was handed in more than once: the latest attempt (01_linear-2.ipynb) was graded."
    ]


def test_a_later_upload_of_the_same_name_wins(download):
    """Protects the last word where the names are the same: the number of the upload decides."""
    members = canvas("doejane_12345", ["01_linear.ipynb"], 999, notebook("old"))
    members |= canvas("doejane_12345", ["01_linear.ipynb"], 1000, notebook("new"))

    (found,) = download(members)

    assert source(found) == "new"
    assert sentences(found)[0] == "01_linear.ipynb was handed in more than once: the latest attempt was graded."


def test_a_number_that_canvas_added_is_no_reproach(download):
    """Protects students from being told to rename what they had named well."""
    (found,) = download(canvas("doejane_12345", [name.replace(".", "-1.") for name in REQUIRED]))

    assert (found.status, sentences(found)) == (Status.GRADED, [])


def test_an_unreadable_attempt_does_not_win(download):
    """Protects what can be graded: the attempt before counts, and the student reads why."""
    members = {
        "doejane_12345_60001_01_linear.ipynb": notebook("good"),
        "doejane_12345_60002_01_linear-1.ipynb": b"",
    }

    (found,) = download(members)

    assert source(found) == "good"
    assert sentences(found)[:2] == [
        "01_linear-1.ipynb is an empty file: hand in the notebook you worked in.",
        "01_linear.ipynb was handed in more than once: the latest attempt that can be read was graded.",
    ]


def test_zips_in_a_canvas_download_are_opened(download):
    """Protects hand-ins as a zip: of two attempts the later one is graded, wherever in it the notebook lies."""
    old, new = packed({"01_linear.ipynb": notebook("old")}), packed({"work/01_linear.ipynb": notebook("new")})
    members = {
        "doejane_12345_60001_homework.zip": old,
        "doejane_12345_60002_homework-1.zip": new,
        "roerichard_23456_60003_homework.zip": packed(REQUIRED),
    }

    jane, richard = download(members)

    assert source(jane) == "new"
    assert sentences(jane)[0] == (
        "01_linear.ipynb was handed in more than once: "
        "the latest attempt (homework-1.zip/work/01_linear.ipynb) was graded."
    )
    assert (richard.status, sentences(richard)) == (Status.GRADED, [])


def test_two_files_of_one_upload_are_no_attempts(download):
    """Protects the words: files of different names fit one exercise, and the later upload of them is taken."""
    members = {
        "doejane_12345_60001_my_linear.ipynb": notebook("earlier"),
        "doejane_12345_60009_the_linear.ipynb": notebook("later"),
    }

    (found,) = download(members)

    assert source(found) == "later"
    assert sentences(found)[1] == (
        'Two files fit 01_linear.ipynb: "the_linear.ipynb" was graded because it was handed in last, '
        '"my_linear.ipynb" was not.'
    )


def test_who_typed_instead_of_uploading_stays_in_the_class(download):
    """Protects students who handed in text, an address or a script from vanishing."""
    members = canvas("doejane_12345", REQUIRED) | {
        "roerichard_23456_text.html": b"<p>my answer</p>",
        "stylespat_34567_61000_work.py": b"x = 1",
    }

    found = download(members)[1:]

    only = "There is no notebook in this submission, only {}: hand in the .ipynb files, as they are or in a zip."
    assert told(found) == [
        ("roerichard_23456", Status.UNREADABLE, False, [only.format('"text.html"')]),
        ("stylespat_34567", Status.UNREADABLE, False, [only.format('"work.py"')]),
    ]


@pytest.mark.parametrize("end", ["", "_"])
def test_a_moodle_download_in_folders_is_a_class(download, end):
    """Protects Moodle's folders, before and since 4.1: files and online text of a student are one submission."""
    jane, richard = f"Jane Doe_12345_assignsubmission_file{end}", f"Richard Roe_23456_assignsubmission_file{end}"
    members = {f"{jane}/{name}": notebook() for name in REQUIRED}
    members |= {f"Jane Doe_12345_assignsubmission_onlinetext{end}/onlinetext.html": b"<p>done</p>"}
    members |= {f"{richard}/homework.zip": packed(REQUIRED)}
    members |= {f"Pat Styles_34567_assignsubmission_onlinetext{end}/onlinetext.html": b"<p>see above</p>"}

    assert told(download(members)) == [
        ("Jane Doe_12345", Status.GRADED, False, []),
        (
            "Pat Styles_34567",
            Status.UNREADABLE,
            False,
            [
                'There is no notebook in this submission, only "onlinetext.html": '
                "hand in the .ipynb files, as they are or in a zip."
            ],
        ),
        ("Richard Roe_23456", Status.GRADED, False, []),
    ]


def test_a_flat_moodle_download_is_a_class(download):
    """Protects Moodle's other form, and the one student of a very small class."""
    prefix = "Participant_12345_assignsubmission_file_"

    assert told(download({prefix + name: notebook() for name in REQUIRED})) == [
        ("Participant_12345", Status.GRADED, False, [])
    ]


def test_the_times_of_a_download_say_nothing(download):
    """Protects a whole class from being late: an LMS gives the files the time at which it packed them."""
    members = canvas("doejane_12345", REQUIRED) | canvas("roerichard_LATE_23456", ["hw.zip"], 61_000, packed(REQUIRED))

    assert [one.submitted_at for one in download(members)] == [None, None]


MOODLE = [f"Jane Doe_{number}_assignsubmission_file_/01_linear.ipynb" for number in range(4)]


@pytest.mark.parametrize(
    ("lms", "members", "other"),
    [
        ("Canvas", canvas("doejane_12345", REQUIRED), "s002_01_linear.ipynb"),
        ("Canvas", canvas("doejane_12345", REQUIRED), "s002/01_linear.ipynb"),
        ("Canvas", canvas("doejane_12345", REQUIRED), MOODLE[0]),
        ("Moodle", dict.fromkeys(MOODLE, notebook()), "s002.zip"),
        ("Moodle", dict.fromkeys(MOODLE, notebook()), "s002/homework/01_linear.ipynb"),
    ],
)
def test_a_download_with_something_else_in_it_is_refused(download, lms, members, other):
    """Protects a class from being graded as a hundred submissions of one file because one file was added."""
    with pytest.raises(UsageError) as error:
        download(members | {other: packed(REQUIRED) if other.endswith(".zip") else notebook()})

    assert f"looks like a download from {lms}, but {other.split('/')[0]} is not named as {lms} does: " in str(
        error.value
    )
    assert str(error.value).endswith("grade it by itself, away from the others.")


@pytest.mark.parametrize(
    "names",
    [
        ["doejane_12345_67890_01_linear.ipynb", "s002_01_linear.ipynb", "s003_01_linear.ipynb"],
        ["s001_2026_1005_linear.ipynb", "s002_2026_1005_linear.ipynb"],
        ["s001/01_linear.ipynb", "s002/01_linear.ipynb", MOODLE[0]],
    ],
)
def test_an_ordinary_class_stays_one(download, names, monkeypatch):
    """Protects ordinary classes, in which a few names or all of them look a little like those of an LMS."""
    found = [one.id for one in download(dict.fromkeys(names, notebook()))]

    monkeypatch.setattr(groups, "bulk_groups", lambda listing, shown: [])
    assert found == [one.id for one in download(dict.fromkeys(names, notebook()))]


def test_an_odd_folder_in_a_flat_download_harms_nobody(download):
    """Protects the run from a folder that bears the name of a file, and what else lies in it."""
    members = canvas("doejane_12345", REQUIRED) | {"doejane_12345_69999_old/readme.txt": b""}

    assert told(download(members)) == [("doejane_12345", Status.GRADED, False, [])]


def test_damage_in_a_download_is_its_owners(tmp_path):
    """Protects the sentence on a bad member: it reaches the student whose file it is, and names the exercise."""
    data = bytearray(packed(canvas("doejane_12345", REQUIRED) | canvas("roerichard_23456", REQUIRED, 61_000)))
    place = data.index(b"doejane_12345_60001_01_linear.ipynb") + len(b"doejane_12345_60001_01_linear.ipynb")
    data[place : place + 8] = bytes(8)
    (tmp_path / "download.zip").write_bytes(data)

    jane, richard = find_submissions([tmp_path / "download.zip"])

    assert (jane.status, [problem.notebook for problem in jane.problems]) == (Status.PARTIAL, ["01_linear.ipynb"])
    assert sentences(jane)[0].startswith("doejane_12345_60001_01_linear.ipynb is damaged in its archive: ")
    assert (richard.status, sentences(richard)) == (Status.GRADED, [])
