"""Intake of zip archives: bounded by what comes out, nothing on disk, a sentence for what is refused."""

import io
import json
import stat
import zipfile

import pytest

from bpgrade.intake import CANONICAL, REQUIRED, entries, find_submissions
from bpgrade.intake.decoding import NOTEBOOK_BYTES
from bpgrade.intake.entries import MAX_ENTRIES, SUBMISSION_BYTES
from bpgrade.record import Status

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()
PACK_AGAIN = "pack the notebooks into a new zip and hand that in."


def packed(members, method=zipfile.ZIP_DEFLATED):
    """A zip as bytes. members: names (each a small notebook), or a dict of names (or ZipInfo) to contents."""
    contents = members if isinstance(members, dict) else dict.fromkeys(members, NOTEBOOK)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.fixture
def submissions(tmp_path):
    """Writes an archive to hand-in.zip and returns the submissions found in it."""

    def find(data):
        path = tmp_path / "hand-in.zip"
        path.write_bytes(data)
        found = find_submissions([path])
        assert [path] == list(tmp_path.iterdir()), "something was unpacked to disk"
        return found

    return find


def sentences(submission):
    return [problem.sentence for problem in submission.problems]


@pytest.mark.parametrize("prefix", ["", "backprop/", "home/backprop/"])
def test_a_zip_of_notebooks_is_one_submission(submissions, prefix):
    """Protects hand-ins that were packed with the folder around them: the zip's name is the id."""
    (found,) = submissions(packed([prefix + name for name in REQUIRED]))

    assert (found.id, found.status, sentences(found)) == ("hand-in", Status.GRADED, [])


@pytest.mark.parametrize("prefix", ["", "class/"])
def test_a_zip_of_submissions_is_a_class(submissions, prefix):
    """Protects classes in one zip: folders, zips and loose notebooks, with a folder around them or not."""
    members = {f"{prefix}ann/{name}": NOTEBOOK for name in REQUIRED}
    members |= {f"{prefix}bob.zip": packed(REQUIRED), f"{prefix}cem_01_linear.ipynb": NOTEBOOK}

    found = submissions(packed(members))

    assert [(s.id, s.status) for s in found] == [
        ("ann", Status.GRADED),
        ("bob", Status.GRADED),
        ("cem_01_linear", Status.PARTIAL),
    ]


def test_a_zip_in_a_students_folder_is_opened(tmp_path):
    """Protects hand-ins as course systems deliver them: one folder a student, the student's zip in it."""
    for student in ("ann", "bob"):
        (tmp_path / student).mkdir()
        (tmp_path / student / "homework.zip").write_bytes(packed(REQUIRED))

    assert [(s.id, s.status) for s in find_submissions([tmp_path])] == [
        ("ann", Status.GRADED),
        ("bob", Status.GRADED),
    ]


def test_members_that_point_elsewhere_are_ignored(submissions):
    """Protects against names that leave the archive and links; the honest notebook beside them is graded."""
    link = zipfile.ZipInfo("02_relu.ipynb")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    names = ["01_linear.ipynb", "../00_chain_rule.ipynb", "/04_sgd.ipynb", "C:\\05_mlp_cifar10.ipynb"]

    (found,) = submissions(packed(dict.fromkeys(names, NOTEBOOK) | {link: b"/etc/passwd"}))

    assert list(found.notebooks) == ["01_linear.ipynb"]
    assert sentences(found) == [
        f"../00_chain_rule.ipynb was ignored, as its name points outside the archive: {PACK_AGAIN}",
        f"/04_sgd.ipynb was ignored, as its name points outside the archive: {PACK_AGAIN}",
        f"C:/05_mlp_cifar10.ipynb was ignored, as its name points outside the archive: {PACK_AGAIN}",
        "02_relu.ipynb is a link, and links are not followed: hand in the file itself.",
        "03_softmax_cross_entropy.ipynb is missing from your submission.",
    ]


def test_a_bomb_costs_only_its_own_notebook(submissions):
    """Protects memory: unpacking stops at the bound, whatever the size in the header."""
    (found,) = submissions(packed({"01_linear.ipynb": bytes(100 << 20), "02_relu.ipynb": NOTEBOOK}))

    assert list(found.notebooks) == ["02_relu.ipynb"]
    assert sentences(found)[0].startswith("01_linear.ipynb is larger than 64 MiB, the most that is read: ")


def test_all_of_a_submission_is_bounded(submissions, monkeypatch):
    """Protects time and memory from many large files: after so many bytes nothing more is unpacked."""
    monkeypatch.setattr(entries, "SUBMISSION_BYTES", 200 << 20)
    (found,) = submissions(packed({f"01_linear ({number}).ipynb": bytes(65 << 20) for number in range(6)}))

    assert found.status == Status.UNREADABLE
    too_large = [sentence for sentence in sentences(found) if "larger than 64 MiB" in sentence]
    not_read = [sentence for sentence in sentences(found) if "was not read" in sentence]
    assert (len(too_large), len(not_read)) == (3, 3)
    assert not_read[0].endswith(
        ".ipynb was not read, because more than 200 MiB were handed in: "
        "hand in the exercise notebooks and nothing else."
    )


def test_all_notebooks_may_be_as_large_as_one():
    """Protects a student who cleared no outputs at all: each of the files may be as large as one may be."""
    assert NOTEBOOK_BYTES * len(CANONICAL) < SUBMISSION_BYTES


def test_a_lying_size_is_damage(submissions):
    """Protects against headers that promise less than comes out."""
    data = packed(["01_linear.ipynb"])
    (found,) = submissions(data.replace(len(NOTEBOOK).to_bytes(4, "little"), (5).to_bytes(4, "little")))

    assert sentences(found)[0] == f"01_linear.ipynb is damaged in its archive: {PACK_AGAIN}"


def test_a_password_is_named(submissions):
    """Protects students from guessing why an encrypted archive cannot be graded."""
    data = bytearray(packed(["01_linear.ipynb"]))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    (found,) = submissions(bytes(data))

    assert sentences(found)[0] == ("01_linear.ipynb is protected by a password: pack the notebooks without one.")


def test_unusual_compression_is_refused(submissions):
    """Protects memory from methods whose dictionary alone may take gigabytes."""
    (found,) = submissions(packed(["01_linear.ipynb"], zipfile.ZIP_LZMA))

    assert sentences(found)[0] == f"01_linear.ipynb is packed with a method other than deflate: {PACK_AGAIN}"


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", packed(REQUIRED)[:-30]])
def test_a_damaged_archive_is_unreadable(submissions, data):
    """Protects the student behind a broken upload from vanishing out of the class."""
    (found,) = submissions(data)

    assert found.status == Status.UNREADABLE
    assert sentences(found) == [f"hand-in.zip is damaged or not a zip archive: {PACK_AGAIN}"]


def test_too_many_entries_are_refused(submissions):
    """Protects memory from huge tables of contents, both by count and by bytes."""
    for name in ("{}", "{}" + "x" * 900):
        (found,) = submissions(packed({name.format(number): b"" for number in range(MAX_ENTRIES + 1)}))

        assert sentences(found) == [
            "hand-in.zip has more than 10000 entries, too many to read: keep the notebooks only."
        ]


def test_archives_are_opened_to_a_depth(submissions):
    """Protects against archives within archives without end."""
    data = packed(REQUIRED)
    for _ in range(4):
        data = packed({"inner.zip": data})
    (found,) = submissions(data)

    assert found.status == Status.UNREADABLE
    assert sentences(found) == [
        "inner.zip lies too deep in other archives and was not opened: hand in one zip of notebooks."
    ]


def test_an_empty_archive_is_empty(submissions):
    """Protects the difference between nothing handed in and something unreadable."""
    (found,) = submissions(packed([]))

    assert found.status == Status.EMPTY


@pytest.mark.parametrize(("encoding", "mark"), [("cp437", 0), ("utf-8", 0), ("utf-8", 0x800)])
def test_names_are_read_as_they_were_written(submissions, encoding, mark):
    """Protects umlauts in names: Windows writes code page 437, macOS UTF-8 without saying so."""
    name = "01_linear für Übung 1.ipynb".encode(encoding)
    data = bytearray(packed(["x" * len(name)]).replace(b"x" * len(name), name))
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.index(header) + flags
        data[place : place + 2] = mark.to_bytes(2, "little")

    (found,) = submissions(bytes(data))

    assert found.notebooks["01_linear.ipynb"].name == "01_linear für Übung 1.ipynb"


def test_of_two_members_of_one_name_the_later_counts(submissions):
    """Protects archives that were added to: unpacking would leave the later member, and so is it graded."""
    later = NOTEBOOK.replace(b"x = 1", b"x = 2")
    members = {zipfile.ZipInfo("x1_linear.ipynb"): NOTEBOOK, zipfile.ZipInfo("01_linear.ipynb"): later}
    data = packed(members).replace(b"x1_linear", b"01_linear")

    (found,) = submissions(data)

    assert found.notebooks["01_linear.ipynb"].cells[0].source == "x = 2"
    assert sentences(found)[0] == "01_linear.ipynb is in the archive more than once: the later one was graded."
