"""bpgrade export gradescope: results.json by Gradescope's specification, with nothing that students must not see.

The fields and their types are those of gradescope-autograders.readthedocs.io/en/latest/specs.
"""

import json

import pytest

from bpgrade.exports.gradescope import VISIBILITIES, results
from bpgrade.record import Outcome, Status
from graded_class import HOSTILE, STAFF, export, report, result, save

NUMBER = (int, float)
TOP = {
    "score": NUMBER, "execution_time": NUMBER, "output": str, "output_format": str, "test_output_format": str,
    "test_name_format": str, "visibility": str, "stdout_visibility": str, "extra_data": dict, "tests": list,
    "leaderboard": list,
}  # fmt: skip
TEST = {
    "score": NUMBER, "max_score": NUMBER, "status": str, "name": str, "name_format": str, "number": str, "output": str,
    "output_format": str, "tags": list, "visibility": str, "extra_data": dict,
}  # fmt: skip
FORMATS = ("text", "html", "simple_format", "md", "ansi")


def faults(content):
    """What in a results.json is not as specified."""
    found = [key for key, value in content.items() if not isinstance(value, TOP.get(key, ()))]
    found += [value for key, value in content.items() if key.endswith("_format") and value not in FORMATS]
    found += [value for key, value in content.items() if key.endswith("visibility") and value not in VISIBILITIES]
    for test in content["tests"]:
        found += [key for key, value in test.items() if not isinstance(value, TEST.get(key, ()))]
        found += [value for key, value in test.items() if key.endswith("_format") and value not in FORMATS]
        found += [test["status"]] if test.get("status", "passed") not in ("passed", "failed") else []
        found += [test["visibility"]] if test["visibility"] not in VISIBILITIES else []
    return found


def every_outcome():
    """A report with a test of each outcome."""
    hint = {"what": "the value is wrong", "where": "[0]", "how_far": "1e-3", "hint": "the sign"}
    kept = (Outcome.PASSED, Outcome.BROKEN)
    tests = [
        result("relu", each, 2.0 if each in kept else 0.0, **(hint if each is Outcome.FAILED else {}))
        for each in Outcome
    ]
    return report("s001", tests=tests, notes=("A note.",), days_late=1, penalty=0.5, seconds=1.23456)


def test_every_field_is_as_specified():
    """Protects from 'the autograder failed to execute correctly', which is all that Gradescope says."""
    assert faults(results(every_outcome())) == []
    assert faults({"score": "1", "mood": 1, "visibility": "seen", "tests": []}) == ["score", "mood", "seen"]


def test_scores_states_and_text():
    """Protects what a student sees: the final score, each test with its points, what is wrong and the hint."""
    content = results(every_outcome())

    assert (content["score"], content["execution_time"]) == (3.5, 1.23)
    waits = "1 of the 11 points waits for a person, who reads what you wrote."
    assert content["output"] == f"A note.\n{waits}\n02_relu: 4 of 11, up to 1 more from a person"
    shown = [tuple(map(test.get, ("number", "status", "score", "max_score"))) for test in content["tests"]]
    assert shown == [
        ("1.1", "passed", 2.0, 2.0), ("1.2", "failed", 0.0, 1.0), ("1.3", "failed", 0.0, 1.0),
        ("1.4", "failed", 0.0, 1.0), ("1.5", "failed", 0.0, 1.0), ("1.6", "failed", 0.0, 1.0),
        ("1.7", "failed", 0.0, 1.0), ("1.8", "passed", 2.0, 2.0), ("1.9", None, None, None),
    ]  # fmt: skip
    assert [test["output"] for test in content["tests"]][:3] == [
        "",
        "the value is wrong\nwhere: [0]\nhow far off: 1e-3\nhint: the sign",
        "Your code raised an exception.",
    ]


def test_cells_are_numbered_in_the_notebooks_order():
    """Protects the order on Gradescope's page from the order in which tests ran."""
    content = results(report(tests=[result("softmax"), result("relu"), result("softmax"), result("tanh")]))

    assert [(test["number"], test["name"]) for test in content["tests"]] == [
        ("1.1", "relu: relu is right"), ("2.1", "tanh: tanh is right"), ("3.1", "softmax: softmax is right"),
        ("3.2", "softmax: softmax is right"),
    ]  # fmt: skip


def test_the_bonus_is_shown_and_not_counted():
    """Protects the score from being another than in every other export."""
    content = results(report(tests=[result("relu"), result("further-hvp", points=3.0)]))

    assert content["score"] == 1.0
    assert "06_going_further: 3 of 3 (bonus, not part of the score)" in content["output"]
    assert (content["extra_data"]["bonus"], content["extra_data"]["max_bonus"]) == (3.0, 3.0)


def test_what_could_not_be_graded_says_so():
    """Protects the author of a broken zip from a 0 without a reason."""
    content = results(report(score=0.0, status=Status.UNREADABLE, notes=("The zip archive cannot be opened.",)))

    assert content["output"].startswith(
        "None of your notebooks could be read, so nothing was graded.\nThe zip archive cannot be opened.\n"
    )


def test_nothing_of_staff_and_no_markup(tmp_path):
    """Protects hidden inputs, and Gradescope's page, from whatever student code wrote."""
    odd = result(HOSTILE, Outcome.ERRORED, 0.0, title=HOSTILE, what=HOSTILE, where=HOSTILE, hint=HOSTILE)
    assert export("gradescope", save(tmp_path, report(HOSTILE, tests=[odd], notes=(HOSTILE,), isolation=HOSTILE))) == 0

    data = (tmp_path / "gradescope" / "f1" / "results.json").read_bytes()
    content = json.loads(data.decode("utf-8"))
    assert faults(content) == []
    assert STAFF not in data.decode("utf-8")
    assert not {"\x1b", "\x00", "\u202e", "\ufffe", "\ud800"} & set(str(content))
    # shown as text, never as markup: that is Gradescope's part
    assert {value for key, value in content.items() if key.endswith("_format")} == {"text"}
    assert {test[key] for test in content["tests"] for key in ("name_format", "output_format")} == {"text"}


@pytest.mark.parametrize("visibility", VISIBILITIES)
def test_visibility_holds_for_every_test(tmp_path, visibility):
    """Protects tests that students are to see later: a test's own setting would win over that of the whole."""
    out = tmp_path / "out"
    graded = save(tmp_path / "graded", every_outcome())
    assert export("gradescope", graded, "--out", out, "--visibility", visibility) == 0

    content = json.loads((out / "f1" / "results.json").read_text(encoding="utf-8"))
    assert {content["visibility"], *(test["visibility"] for test in content["tests"])} == {visibility}
    assert content["stdout_visibility"] == "hidden"


def test_a_folder_for_each_submission(tmp_path, capsys):
    """Protects the way back from a result to its submission: folders are called as those of bpgrade grade."""
    assert export("gradescope", save(tmp_path, report("s001"), report("s002"))) == 0

    made = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("results.json"))
    assert made == ["gradescope/f1/results.json", "gradescope/f2/results.json"]
    assert capsys.readouterr().out == f"{tmp_path / 'gradescope'}: results.json of 2 submissions\n"
    assert export("csv", tmp_path) == 0  # what was exported is no submission
