"""Intake of files and folders: who handed in what, and which file is graded for which exercise."""

import json
import os

import pytest

from bpgrade.intake import CANONICAL, REQUIRED, UsageError, find_submissions, safe_name
from bpgrade.record import Status


def code(source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "code", "metadata": metadata, "source": source, "outputs": []}


def notebook(*cells):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def put(folder, *names, data=None):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(notebook(code(f"# {name}")) if data is None else data)
    return folder


def sentences(submission):
    return [problem.sentence for problem in submission.problems]


def test_a_folder_of_notebooks_is_one_submission(tmp_path):
    """Protects the plainest case; 06 is optional and things that are no notebooks do not matter."""
    put(tmp_path / "jdoe", *REQUIRED)
    put(tmp_path / "jdoe" / ".ipynb_checkpoints", "01_linear-checkpoint.ipynb")
    put(tmp_path / "jdoe" / "bpkit", "module.py", data=b"")

    (found,) = find_submissions([tmp_path / "jdoe"])

    assert (found.id, found.status, sentences(found)) == ("jdoe", Status.GRADED, [])
    assert tuple(found.notebooks) == REQUIRED


def test_one_notebook_is_a_submission(tmp_path):
    """Protects grading a single file: the others are named as missing, and the status says partial."""
    put(tmp_path, "01_linear.ipynb")

    (found,) = find_submissions([tmp_path / "01_linear.ipynb"])

    assert (found.id, found.status) == ("01_linear", Status.PARTIAL)
    others = [name for name in REQUIRED if name != "01_linear.ipynb"]
    assert sentences(found) == [f"{name} is missing from your submission." for name in others]


def test_a_class_may_mix_folders_and_loose_notebooks(tmp_path):
    """Protects classes as they come: nobody vanishes, not even somebody who handed in nothing."""
    put(tmp_path / "ann", *CANONICAL)
    (tmp_path / "bob").mkdir()
    put(tmp_path, "cem.ipynb", data=notebook(code("check", "linear-forward")))
    (tmp_path / "grades.txt").write_text("no submission")

    found = find_submissions([tmp_path])

    assert [(s.id, s.status) for s in found] == [
        ("ann", Status.GRADED),
        ("bob", Status.EMPTY),
        ("cem", Status.PARTIAL),
    ]
    assert sentences(found[1]) == ["There is no notebook in this submission: hand in the notebooks 00 to 05."]
    assert tuple(found[2].notebooks) == ("01_linear.ipynb",)
    assert sentences(found[2])[0] == (
        '"cem.ipynb" was taken for 01_linear.ipynb, going by the test cells in it: '
        "hand it in as 01_linear.ipynb next time."
    )


def test_loose_notebooks_of_one_exercise_are_a_class(tmp_path):
    """Protects a folder of downloads against being taken for the candidates of a single student."""
    put(tmp_path, "ann_01_linear.ipynb", "bob_01_linear.ipynb")

    assert [s.id for s in find_submissions([tmp_path])] == ["ann_01_linear", "bob_01_linear"]


@pytest.mark.parametrize("above", ["", "submitted"])
def test_an_nbgrader_tree_is_named_by_student(tmp_path, above):
    """Protects ids in submitted/<student>/<assignment>/, also when the folder above it is given."""
    for student in ("ann", "bob"):
        put(tmp_path / "course" / above / student / "backprop", *REQUIRED)

    found = find_submissions([tmp_path / "course"])

    assert [(s.id, s.status) for s in found] == [("ann", Status.GRADED), ("bob", Status.GRADED)]


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("01_linear (1).ipynb", "01_linear.ipynb"),
        ("01_linear-Copy1.ipynb", "01_linear.ipynb"),
        ("jdoe_01_linear_attempt2.ipynb", "01_linear.ipynb"),
        ("Linear.ipynb", "01_linear.ipynb"),
        ("3 Softmax Cross-Entropy.ipynb", "03_softmax_cross_entropy.ipynb"),
        ("05-MLP-CIFAR10.ipynb", "05_mlp_cifar10.ipynb"),
    ],
)
def test_renamed_notebooks_are_recognised(tmp_path, name, exercise):
    """Protects students whose browser or habit renamed a file, and tells them which was taken for which."""
    put(tmp_path / "jdoe", name, "00_chain_rule.ipynb")

    (found,) = find_submissions([tmp_path / "jdoe"])

    assert set(found.notebooks) == {"00_chain_rule.ipynb", exercise}
    taken = f'"{name}" was taken for {exercise}, going by its name'
    assert sentences(found)[0] == f"{taken}: hand it in as {exercise} next time."


def test_names_that_only_contain_a_topic_are_not_it(tmp_path):
    """Protects against taking nonlinear.ipynb for the linear layer; and tells the student."""
    put(tmp_path / "jdoe", "nonlinear.ipynb", "00_chain_rule.ipynb")

    (found,) = find_submissions([tmp_path / "jdoe"])

    assert tuple(found.notebooks) == ("00_chain_rule.ipynb",)
    assert sentences(found)[0] == (
        'Not graded, as neither name nor test cells fit an exercise that lacks a notebook: "nonlinear.ipynb".'
    )


def test_of_two_candidates_the_exact_name_wins_then_the_newest(tmp_path):
    """Protects the choice from depending on the order of files, and says how it was made."""
    ages = {"01_linear.ipynb": 1, "01_linear (1).ipynb": 9, "02_relu (2).ipynb": 2, "02_relu (1).ipynb": 3}
    folder = put(tmp_path / "jdoe", *ages)
    for name, seconds in ages.items():
        os.utime(folder / name, (seconds, seconds))

    (found,) = find_submissions([folder])

    assert found.notebooks["01_linear.ipynb"].name == "01_linear.ipynb"
    assert found.notebooks["02_relu.ipynb"].name == "02_relu (1).ipynb"
    said = sentences(found)
    assert (
        'Two files fit 01_linear.ipynb: "01_linear.ipynb" was graded because it has the exact name, '
        '"01_linear (1).ipynb" was not.'
    ) in said
    assert (
        'Two files fit 02_relu.ipynb: "02_relu (1).ipynb" was graded because it was saved last, '
        '"02_relu (2).ipynb" was not.'
    ) in said


def test_an_unreadable_notebook_gives_way_to_a_copy(tmp_path):
    """Protects what can be graded: a corrupt file with the right name does not shut out its readable copy."""
    folder = put(tmp_path / "jdoe", *REQUIRED, "01_linear-Copy1.ipynb")
    (folder / "01_linear.ipynb").write_bytes(b"")

    (found,) = find_submissions([folder])

    assert found.notebooks["01_linear.ipynb"].name == "01_linear-Copy1.ipynb"
    assert found.status == Status.GRADED
    assert sentences(found)[0] == "01_linear.ipynb is an empty file: hand in the notebook you worked in."


def test_nothing_readable_is_unreadable(tmp_path):
    """Protects the difference between a broken hand-in and none."""
    put(tmp_path / "class" / "ann", "01_linear.ipynb", data=b"")
    put(tmp_path / "class" / "bob", *REQUIRED)

    ann, _ = find_submissions([tmp_path / "class"])

    assert (ann.status, ann.notebooks) == (Status.UNREADABLE, {})
    assert "02_relu.ipynb is missing from your submission." in sentences(ann)


def test_only_regular_files_are_read(tmp_path):
    """Protects other files from links, and the grader from waiting at a pipe; each gets a sentence."""
    secret = put(tmp_path / "elsewhere", "01_linear.ipynb") / "01_linear.ipynb"
    folder = put(tmp_path / "jdoe", "00_chain_rule.ipynb")
    (folder / "01_linear.ipynb").symlink_to(secret)
    (folder / "02_relu.ipynb").mkdir()
    os.mkfifo(folder / "04_sgd.ipynb")

    (found,) = find_submissions([folder])

    assert tuple(found.notebooks) == ("00_chain_rule.ipynb",)
    assert sentences(found) == [
        "01_linear.ipynb is a link, and links are not followed: hand in the file itself.",
        "02_relu.ipynb is a folder, not a notebook: hand in the file itself.",
        "04_sgd.ipynb is not a regular file: hand in the file itself.",
        "03_softmax_cross_entropy.ipynb is missing from your submission.",
        "05_mlp_cifar10.ipynb is missing from your submission.",
    ]


def test_unusable_paths_are_the_callers_mistake(tmp_path):
    """Protects the person at the terminal from a traceback: one sentence for each kind of path."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "notes.txt").write_text("")
    for name, sentence in [
        ("nowhere", "does not exist: give a notebook, a zip archive or a folder."),
        ("empty", "holds no notebook and no zip archive: give a folder of submissions."),
        ("notes.txt", "is neither a notebook (.ipynb), a zip archive nor a folder."),
    ]:
        with pytest.raises(UsageError) as error:
            find_submissions([tmp_path / name])

        assert f"{tmp_path / name} {sentence}" == str(error.value)


def test_ids_are_unique_and_printable(tmp_path):
    """Protects results from overwriting each other, and terminals from names with control characters."""
    for name in ("A\x1b[31mn", "x" * 120, "x" * 121):
        put(tmp_path / "class" / name, *REQUIRED)
    put(tmp_path / "other" / "X" / "x", *REQUIRED)

    found = find_submissions([tmp_path / "class", tmp_path / "class"])

    assert [s.id for s in found] == [
        "A\ufffd[31mn", "x" * 100, "x" * 98 + "-2", "A\ufffd[31mn-2", "x" * 98 + "-3", "x" * 98 + "-4",
    ]  # fmt: skip


def test_safe_names_stay_in_their_folder():
    """Protects the output folder: no separators, no hidden or special names, no two ids with one folder."""
    ids = ["jdoe", "..", ".x", "a/b", "a%2Fb", "é" * 100, "é" * 99 + "e", "J Doe"]
    names = [safe_name(one) for one in ids]

    assert names[:5] == ["jdoe", "%2E.", "%2Ex", "a%2Fb", "a%252Fb"]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) <= 163 for name in names)
    assert not any("/" in name or name.startswith(".") for name in names)


def test_the_content_hash_is_of_what_is_graded(tmp_path):
    """Protects regrading: outputs, text and the file's own name do not count, code does."""
    text = {"cell_type": "markdown", "source": "prose"}
    versions = [notebook(code("x = 1")), notebook(text, code(["x = ", "1"])), notebook(code("x = 2"))]
    for number, data in enumerate(versions):
        name = "01_linear (1).ipynb" if number else "01_linear.ipynb"
        put(tmp_path / "class" / str(number), name, data=data)

    first, same, other = [s.content_hash for s in find_submissions([tmp_path / "class"])]

    assert first == same
    assert first != other
