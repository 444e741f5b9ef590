"""Names that LMS give to downloads: what they say, and what is no such name."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgrade.lms import (
    CanvasFile,
    MoodleName,
    canvas_attempt,
    canvas_file,
    canvas_names,
    canvas_user,
    moodle_name,
    moodle_participant,
)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("doejane_12345_67890_01_linear.ipynb", ("doejane", "12345", False, 67890, "01_linear.ipynb")),
        ("doejane_LATE_12345_67890_01_linear-1.ipynb", ("doejane", "12345", True, 67890, "01_linear-1.ipynb")),
        ("anon_Ab1cd_67890_01_linear.ipynb", ("anon", "Ab1cd", False, 67890, "01_linear.ipynb")),
        ("LATE_anon_Ab1cd_67890_01_linear.ipynb", ("anon", "Ab1cd", True, 67890, "01_linear.ipynb")),
        ("groupa_7_678_2_3_x.zip", ("groupa", "7", False, 678, "2_3_x.zip")),
        ("größe1_12345_67890_x.zip", ("größe1", "12345", False, 67890, "x.zip")),
        ("doejane_12345_text.html", ("doejane", "12345", False, 0, "text.html")),
        ("doejane_LATE_12345_link.html", ("doejane", "12345", True, 0, "link.html")),
    ],
)
def test_canvas_names_are_read(name, said):
    """Protects each form that Canvas's own code writes, numbers in the student's file name among them."""
    assert canvas_file(name) == CanvasFile(*said)


@pytest.mark.parametrize(
    "name",
    [
        "01_linear.ipynb",
        "05_mlp_cifar10.ipynb",
        "s001_01_linear.ipynb",
        "s001_2026_10_linear.ipynb",  # no attachment has so small a number
        "Doe, Jane_12345_67890_x.ipynb",  # Canvas leaves no such signs in a name
        "_12345_67890_x.ipynb",
        "doejane_12345_67890_",
        "anon_Ab1c_67890_x.ipynb",
    ],
)
def test_other_names_are_not_canvas(name):
    """Protects ordinary hand-ins from being taken apart by numbers that mean something else."""
    assert canvas_file(name) is None


@pytest.mark.parametrize(
    "names",
    [
        ["s001_2026_1005_linear.ipynb", "s002_2026_1005_linear.ipynb"],
        ["s001_1_20261005_linear.ipynb", "s002_2_20261005_linear.ipynb"],  # one "attachment" of two
        ["s001_2026_1005_a.ipynb", "s002_2026_1006_b.ipynb"],  # one "user" with two names
        ["doejane_12345_67890_01_linear.ipynb", "s002_01_linear.ipynb"],
        [],
    ],
)
def test_names_must_agree_to_be_canvas(names):
    """Protects classes whose files carry dates: in Canvas a user has one name, and each file its own number."""
    assert canvas_names(names) is None


@pytest.mark.parametrize(
    ("file", "plain", "attempt"),
    [
        ("01_linear.ipynb", "01_linear.ipynb", 0),
        ("01_linear-2.ipynb", "01_linear.ipynb", 2),
        ("hw.tar-3.gz", "hw.tar.gz", 3),
        ("hw-3.tar.gz", "hw.tar.gz", 3),
        ("week-01.zip", "week-01.zip", 0),
        ("x-01234567-89ab-cdef-0123-456789abcdef.ipynb", "x.ipynb", float("inf")),
    ],
)
def test_attempts_are_counted(file, plain, attempt):
    """Protects the order of attempts: a number before the whole ending, or the UUID that Canvas takes to at last."""
    assert canvas_attempt(file)[0] == plain
    if plain != file:
        assert canvas_attempt(file) == (plain, attempt)


@pytest.mark.parametrize(
    ("name", "said", "submission_id"),
    [
        ("Jane Doe_12345_assignsubmission_file_", ("Jane Doe", "12345", "file", ""), "Jane Doe_12345"),
        ("Jane Doe_12345_assignsubmission_file", ("Jane Doe", "12345", "file", ""), "Jane Doe_12345"),
        (
            "Jane Doe_12345_assignsubmission_file_01_linear.ipynb",
            ("Jane Doe", "12345", "file", "01_linear.ipynb"),
            "Jane Doe_12345",
        ),
        (
            "Participant_7_assignsubmission_onlinetext_onlinetext.html",
            ("Participant", "7", "onlinetext", "onlinetext.html"),
            "Participant_7",
        ),
        ("Default group_assignsubmission_file_", ("Default group", None, "file", ""), "Default group"),
    ],
)
def test_moodle_names_are_read(name, said, submission_id):
    """Protects each form that Moodle's own code writes: folders with and without _, flat files, blind, teams."""
    assert moodle_name(name) == MoodleName(*said)
    assert moodle_name(name).submission_id == submission_id


@pytest.mark.parametrize("name", ["Jane Doe_12345", "a_b_1_assignsubmission_file_", "assignsubmission_file_x.ipynb"])
def test_other_names_are_not_moodle(name):
    """Protects ordinary folders."""
    assert moodle_name(name) is None


@pytest.mark.parametrize(
    ("submission_id", "user", "participant"),
    [
        ("doejane_12345", "12345", "12345"),
        ("Jane Doe_12345", None, "12345"),
        ("group_a_12345", "12345", None),
        ("anon_12345", None, "12345"),
        ("anon_Ab1cd", None, None),
        ("doejane_12345-2", None, None),
        ("cem_01_linear", None, None),
        ("12345", None, None),
        ("_12345", None, None),
        ("x_١٢", None, None),
    ],
)
def test_ids_say_whose_they_are(submission_id, user, participant):
    """Protects exports from matching a student by what is no number of theirs."""
    assert (canvas_user(submission_id), moodle_participant(submission_id)) == (user, participant)


_WORDS = st.text(string.ascii_lowercase + "äß", min_size=1, max_size=12).filter(lambda word: word != "anon")
_NUMBERS = st.integers(100, 10**12)


@given(_WORDS, st.booleans(), _NUMBERS, _NUMBERS, st.text(min_size=1, max_size=30))
def test_what_canvas_writes_is_read_back(name, late, user, upload, file):
    """Protects every name and file: what is put together as Canvas does comes apart again, ids included."""
    said = canvas_file("_".join([name, *(["LATE"] if late else []), str(user), str(upload), file]))

    assert said == CanvasFile(name, str(user), late, upload, file)
    assert canvas_user(said.submission_id) == str(user)


@given(st.text(min_size=1, max_size=30).filter(lambda name: "_" not in name), _NUMBERS, st.text(max_size=30))
def test_what_moodle_writes_is_read_back(name, participant, file):
    """Protects every full name and file."""
    said = moodle_name(f"{name}_{participant}_assignsubmission_file_{file}")

    assert said == MoodleName(name, str(participant), "file", file)
    assert moodle_participant(said.submission_id) == str(participant)
