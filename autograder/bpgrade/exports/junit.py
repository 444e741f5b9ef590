"""One JUnit XML file for the class: a test suite for each submission. CI servers often show such files to anybody."""

import argparse
from pathlib import Path
from xml.etree import ElementTree

from bpgrade.exports.common import Done, counted, notes_for_student, replacing
from bpgrade.output import number, printable
from bpgrade.record import NOTEBOOK_OF, Outcome, Report, TestResult
from bpgrade.reports import feedback
from bpgrade.reports.graded import Graded

HELP = "one JUnit XML file, a test suite for each submission"
OUT = "junit.xml"

# In JUnit's words a failure is a wrong result, and an error is everything that kept a test from having one.
_ELEMENTS = {
    Outcome.FAILED: "failure",
    Outcome.ERRORED: "error",
    Outcome.TIMED_OUT: "error",
    Outcome.CRASHED: "error",
    Outcome.MISSING: "error",
    Outcome.BROKEN: "error",
    Outcome.SKIPPED: "skipped",
    Outcome.MANUAL: "skipped",
}
_COUNTS = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def add_options(parser: argparse.ArgumentParser) -> None:
    """The format has no options."""


def export(graded: Graded, out: Path, options: argparse.Namespace) -> Done:
    """Writes the file suite by suite: for a large class it is larger than memory."""
    submissions = tests = 0
    with replacing(out) as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="bpgrade">\n')
        for report in graded:
            element = suite(report)
            ElementTree.indent(element)
            file.write(ElementTree.tostring(element, encoding="unicode") + "\n")
            submissions, tests = submissions + 1, tests + len(report.tests)
        file.write("</testsuites>\n")
    return Done(f"{counted(tests, 'test')} of {counted(submissions, 'submission')}")


def suite(report: Report) -> ElementTree.Element:
    """One submission. All text went through `printable`: XML has no place for control characters."""
    elements = [_element(test) for test in report.tests]
    counts = {name: str(elements.count(element)) for name, element in _COUNTS.items()}
    root = ElementTree.Element(
        "testsuite", name=_name(report.submission_id), tests=str(len(elements)), **counts, time=_seconds(report.seconds)
    )
    properties = ElementTree.SubElement(root, "properties")
    for name, value in _properties(report).items():
        ElementTree.SubElement(properties, "property", name=name, value=printable(value))
    for test in report.tests:
        root.append(_case(test))
    if sentences := notes_for_student(report):
        ElementTree.SubElement(root, "system-out").text = "\n".join(sentences)
    return root


def _properties(report: Report) -> dict[str, str]:
    return {
        "status": report.status.value,
        "final": number(report.final),
        "score": number(report.score),
        "max_score": number(report.max_score),
        "isolation": report.isolation,
    }


def _case(test: TestResult) -> ElementTree.Element:
    # The notebook without its ending: viewers take what stands before the last full stop for a package.
    notebook = NOTEBOOK_OF.get(test.grade_id, test.grade_id).removesuffix(".ipynb")
    name = test.test_id.rpartition("::")[2]
    case = ElementTree.Element("testcase", classname=_name(notebook), name=_name(name), time=_seconds(test.seconds))
    if element := _element(test):
        child = ElementTree.SubElement(case, element, type=test.outcome.value, message=printable(test.title))
        child.text = feedback.as_text(test)
    return case


def _element(test: TestResult) -> str | None:
    return "skipped" if test.unwritten else _ELEMENTS.get(test.outcome)


def _name(text: str) -> str:
    return printable(text) or "unnamed"


def _seconds(value: float) -> str:
    return f"{max(value, 0.0):.3f}"
