"""Intake of whole classes: nobody vanishes, whatever was handed in instead of notebooks."""

import io
import json
import zipfile

import pytest

from bpgrade.intake import REQUIRED, entries, find_submissions
from bpgrade.record import Status

NOTEBOOK = json.dumps({"nbformat": 4, "cells": [{"cell_type": "code", "source": "x = 1"}]}).encode()
EMPTY = "There is no notebook in this submission: hand in the notebooks 00 to 05."


def put(folder, *names, data=NOTEBOOK):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(data)
    return folder


def packed(members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def only(shown):
    return f"There is no notebook in this submission, only {shown}: hand in the .ipynb files, as they are or in a zip."


def told(found):
    """id -> (status, first sentence)"""
    sentences = {one.id: [problem.sentence for problem in one.problems] for one in found}
    return {one.id: (one.status, *sentences[one.id][:1]) for one in found}


@pytest.mark.parametrize("above", ["", "class/"])
def test_who_hands_in_no_notebook_stays_in_the_class(tmp_path, above):
    """Protects students with an empty folder, a rar or a link from vanishing, also in a zip with a folder around it."""
    members = {f"{above}{student}/{name}": NOTEBOOK for student in ("ann", "bob") for name in REQUIRED}
    members |= {
        f"{above}cem/": b"",
        f"{above}dee/work.rar": b"Rar!",
        f"{above}eve.7z": b"7z",
        f"{above}grades.txt": b"",
    }
    (tmp_path / "class.zip").write_bytes(packed(members))

    assert told(find_submissions([tmp_path / "class.zip"])) == {
        "ann": (Status.GRADED,),
        "bob": (Status.GRADED,),
        "cem": (Status.EMPTY, EMPTY),
        "dee": (Status.UNREADABLE, only('"work.rar"')),
        "eve": (Status.UNREADABLE, only('"eve.7z"')),
    }


def test_a_folder_of_data_beside_the_notebooks_is_no_student(tmp_path):
    """Protects single hand-ins in a wrapped zip from being taken apart into a class with a student called data."""
    members = {f"homework/notebooks/{name}": NOTEBOOK for name in REQUIRED} | {"homework/data/cifar.tar.gz": b""}
    (tmp_path / "ann.zip").write_bytes(packed(members))

    assert told(find_submissions([tmp_path / "ann.zip"])) == {"ann": (Status.GRADED,)}


def test_other_files_are_named_up_to_a_number(tmp_path):
    """Protects the sentence from becoming a list of somebody's whole disk."""
    put(tmp_path / "class" / "ann", *REQUIRED)
    put(tmp_path / "class" / "bob", *(f"{number}.py" for number in range(9)))

    shown = ", ".join(f'"{number}.py"' for number in range(5))
    assert told(find_submissions([tmp_path / "class"]))["bob"] == (Status.UNREADABLE, only(f"{shown} and 4 more"))


def test_sentences_about_one_notebook_are_bounded(tmp_path):
    """Protects the report from thousands of lines; a notebook with a reason of its own keeps it."""
    put(tmp_path / "ann", *(f"01_linear ({number}).ipynb" for number in range(50)), data=b"")
    put(tmp_path / "ann", "02_relu.ipynb", data=b"")

    (found,) = find_submissions([tmp_path / "ann"])

    about = [problem.sentence for problem in found.problems if problem.notebook == "01_linear.ipynb"]
    assert len(about) == 21
    assert about[-1] == "30 more sentences about 01_linear.ipynb were left out."
    assert "02_relu.ipynb is an empty file: hand in the notebook you worked in." in [
        problem.sentence for problem in found.problems
    ]


def test_archives_leave_room_for_the_notebooks_beside_them(tmp_path, monkeypatch):
    """Protects an honest notebook from archives that unpack to too much: they have a bound of their own."""
    monkeypatch.setattr(entries, "ARCHIVE_BYTES", 2 << 20)
    bomb = packed({"inner.zip": packed({"x.ipynb": bytes(3 << 20)})})
    put(tmp_path / "class" / "ann", "01_linear.ipynb")
    put(tmp_path / "class" / "ann", "a.zip", "b.zip", data=bomb)
    put(tmp_path / "class" / "bob", *REQUIRED)

    found, _ = find_submissions([tmp_path / "class"])

    assert list(found.notebooks) == ["01_linear.ipynb"]
    assert [problem.sentence for problem in found.problems if problem.notebook is None] == [
        "inner.zip was not read, because more than 2 MiB were handed in inside archives: "
        "hand in the exercise notebooks and nothing else."
    ] * 2


def test_students_read_paths_within_their_own_folder(tmp_path):
    """Protects sentences from naming the folders of whoever grades."""
    for student in ("ann", "bob"):
        put(tmp_path / "class" / student, *REQUIRED)
    put(tmp_path / "class" / "ann" / "old", "01_linear.ipynb")

    assert told(find_submissions([tmp_path / "class"]))["ann"] == (
        Status.GRADED,
        'Two files fit 01_linear.ipynb: "01_linear.ipynb" was graded because it lies in fewer folders, '
        '"old/01_linear.ipynb" was not.',
    )
