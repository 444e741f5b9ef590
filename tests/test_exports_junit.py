"""bpgrade export junit: one XML file by the schema that Jenkins checks against, for all outcomes and any text.

RULES transcribes junit-10.xsd of Jenkins' xUnit plugin: element -> (attributes it must have, may have, children).
"""

import re
from xml.etree import ElementTree

import pytest

from bpgrade.record import Outcome, Status
from graded_class import HOSTILE, STAFF, export, report, result, save

MESSAGE = (set(), {"type", "message"}, set())
RULES = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {"group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log", "url"},
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": MESSAGE,
    "error": MESSAGE,
    "skipped": MESSAGE,
    "system-out": (set(), set(), set()),
}
SECONDS = re.compile(r"[0-9,]*(\.[0-9]*)?")


def faults(element):
    """What in a tree is not as the schema has it."""
    must, may, children = RULES[element.tag]
    found = [f"{element.tag} lacks {name}" for name in sorted(must - set(element.attrib))]
    found += [f"{element.tag} has {name}" for name in sorted(set(element.attrib) - must - may)]
    found += [f"time {element.get('time')}"] if not SECONDS.fullmatch(element.get("time", "0.0")) else []
    for child in element:
        found += faults(child) if child.tag in children else [f"{child.tag} in {element.tag}"]
    return found


def written(tmp_path, *reports):
    """The root of the file that is exported for these reports."""
    assert export("junit", save(tmp_path / "graded", *reports)) == 0
    root = ElementTree.parse(tmp_path / "graded" / "junit.xml").getroot()
    assert faults(root) == []
    return root


def test_the_rules_find_faults():
    """Protects these tests from passing because they see nothing."""
    odd = "<testsuites><testsuite name='a' tests='1' failures='0' mood='1' time='1e3'><error/></testsuite></testsuites>"
    assert faults(ElementTree.fromstring(odd)) == [
        "testsuite lacks errors", "testsuite has mood", "time 1e3", "error in testsuite",
    ]  # fmt: skip


def test_a_suite_for_each_submission_and_a_case_for_each_test(tmp_path, capsys):
    """Protects the shape that CI servers show: who, which notebook, which test, how long."""
    tests = [result("relu", seconds=0.25), result("softmax"), result("further-hvp")]
    root = written(tmp_path, report("s002", tests=tests, seconds=1234.5678), report("s001"))

    assert [suite.get("name") for suite in root] == ["s001", "s002"]
    assert [(case.get("classname"), case.get("name"), case.get("time")) for case in root[1].iter("testcase")] == [
        ("02_relu", "test_relu", "0.250"), ("03_softmax_cross_entropy", "test_softmax", "0.000"),
        ("06_going_further", "test_further-hvp", "0.000"),
    ]  # fmt: skip
    assert root[1].get("time") == "1234.568"
    assert capsys.readouterr().out == f"{tmp_path / 'graded' / 'junit.xml'}: 4 tests of 2 submissions\n"


ELEMENTS = {
    Outcome.PASSED: None,
    Outcome.FAILED: "failure",
    Outcome.ERRORED: "error",
    Outcome.TIMED_OUT: "error",
    Outcome.CRASHED: "error",
    Outcome.MISSING: "error",
    Outcome.SKIPPED: "skipped",
    Outcome.MANUAL: "skipped",
    Outcome.BROKEN: "error",
}


@pytest.mark.parametrize("outcome", Outcome)
def test_each_outcome_has_its_element(tmp_path, outcome):
    """Protects the colours of a CI server; a grader's own fault is never green."""
    (suite,) = written(tmp_path, report("s001", tests=[result("relu", outcome, 0.0, what="a sentence")]))

    found = [(child.tag, child.get("type"), child.get("message"), child.text) for child in suite.find("testcase")]
    element = ELEMENTS[outcome]
    assert found == ([(element, outcome.value, "relu is right", "a sentence")] if element else [])
    assert (suite.get("failures"), suite.get("errors"), suite.get("skipped"), suite.get("tests")) == (
        *(str(int(element == each)) for each in ("failure", "error", "skipped")),
        "1",
    )


def test_scores_status_and_notes_are_there(tmp_path):
    """Protects a submission that could not be read from looking like an ordinary one."""
    (suite,) = written(
        tmp_path, report("s001", 0.0, status=Status.UNREADABLE, notes=("A note.",), penalty=1.0, days_late=1)
    )

    properties = {each.get("name"): each.get("value") for each in suite.iter("property")}
    assert properties == {
        "status": "unreadable", "final": "-1", "score": "0", "max_score": "100",
        "isolation": "full (landlock 7, seccomp)",
    }  # fmt: skip
    assert suite.find("system-out").text == ("None of your notebooks could be read, so nothing was graded.\nA note.")


def test_any_text_is_well_formed_and_nothing_of_staff(tmp_path):
    """Protects the file from characters that XML has no place for, and hidden inputs from CI servers."""
    everything = "".join(map(chr, [*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFFF0, 0x10010)]))
    parts = [everything[start : start + 400] for start in range(0, len(everything), 400)]
    odd = result(HOSTILE, Outcome.FAILED, 0.0, title=HOSTILE, what="\n".join(parts), hint=HOSTILE)
    root = written(tmp_path, report(HOSTILE, tests=[odd], notes=parts, isolation=HOSTILE))

    text = (tmp_path / "graded" / "junit.xml").read_text(encoding="utf-8")
    assert STAFF not in text
    assert "\x1b" not in text
    assert "\ufffe" not in text
    assert root[0].get("name").startswith('=HYPERLINK("x")<script>')


def test_times_that_no_clock_gives(tmp_path):
    """Protects the schema's form of seconds from exponents and signs."""
    (suite,) = written(tmp_path, report("s001", tests=[result(seconds=-1e-9)], seconds=1e9))

    assert (suite.get("time"), suite.find("testcase").get("time")) == ("1000000000.000", "0.000")


def test_an_earlier_file_survives_an_export_that_fails(tmp_path, capsys):
    """Protects from half a file: it is replaced once the new one is whole."""
    save(tmp_path, report("s001"))
    (tmp_path / "junit.xml").write_text("old")
    path = tmp_path / "f1" / "report.json"
    path.write_text(path.read_text().replace('"points": 60.0', '"points": "60"'))

    assert export("junit", tmp_path) == 2
    assert "has an unusable points: grade the submission again." in capsys.readouterr().err
    assert (tmp_path / "junit.xml").read_text() == "old"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["f1", "junit.xml"]
