"""The hidden tests as a list: pytest collects them once, then they run on any number of submissions."""

import contextlib
import io
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from bpgrade import stopping

FOLDER = Path(__file__).resolve().parent / "hidden"


@dataclass(frozen=True)
class HiddenTest:
    """One hidden test.

    Attributes:
        id: "test_01_linear.py::test_name[parameters]".
        notebook: the notebook whose names it asks for.
        grade_id: the grade cell it earns points for; weight: its share of them.
        title: what the student reads: the docstring.
        needs: functions of the same grade cell that must have passed before.
        rests_on: functions of the same grade cell of which one must pass for this test to count: promises about values
            that are all wrong are worth nothing. A file of hidden tests lists them by grade cell, as VALUES, and a
            mark may say otherwise.
        layers: what lies beneath: "reference" layers, the reference "model" as well, or the student's "own".
        function, parameters: what to call, besides the fixtures.
    """

    id: str
    notebook: str
    grade_id: str
    title: str
    weight: float
    needs: tuple[str, ...]
    rests_on: tuple[str, ...]
    layers: str
    function: Callable = field(repr=False, compare=False)
    parameters: dict = field(repr=False, compare=False)

    @property
    def name(self) -> str:
        return self.function.__name__


def from_item(item: pytest.Item) -> HiddenTest:
    """The HiddenTest of a collected pytest item. Raises ValueError when its graded mark is missing or wrong."""
    mark = item.get_closest_marker("graded")
    title = (item.function.__doc__ or "").strip()
    if mark is None or len(mark.args) != 1 or not title:
        raise ValueError(f"{item.nodeid}: a hidden test has a docstring and @pytest.mark.graded(grade_id)")
    values = getattr(item.module, "VALUES", {}).get(mark.args[0], ())
    case = item.callspec.id if hasattr(item, "callspec") else ""
    return HiddenTest(
        id=f"{item.path.name}::{item.name}",
        notebook=item.path.stem.removeprefix("test_") + ".ipynb",
        grade_id=mark.args[0],
        title=" ".join(title.split()) + (f" [{case}]" if case else ""),
        weight=mark.kwargs.get("weight", 1),
        needs=_names(mark.kwargs.get("needs", ())),
        rests_on=_names(mark.kwargs.get("rests_on", () if item.function.__name__ in values else values)),
        layers=mark.kwargs.get("layers", "reference"),
        function=item.function,
        parameters=dict(item.callspec.params) if hasattr(item, "callspec") else {},
    )


def _names(needs) -> tuple[str, ...]:
    return (needs,) if isinstance(needs, str) else tuple(needs)


class _Collector:
    def __init__(self):
        self.items, self.errors = [], []

    def pytest_collection_finish(self, session):
        self.items = list(session.items)

    def pytest_collectreport(self, report):
        if report.failed:
            self.errors.append(str(report.longrepr))


@cache
def hidden_tests() -> tuple[HiddenTest, ...]:
    """All hidden tests in the order of their files. Raises RuntimeError when pytest cannot collect them."""
    collector = _Collector()
    options = ["--collect-only", "-q", "-p", "no:cacheprovider", "--import-mode=importlib", "-c", os.devnull]
    options.append("--capture=sys")  # file descriptor 2 stays free for what stop_at_once says
    with stopping.at_once(), contextlib.redirect_stdout(io.StringIO()) as output:
        status = pytest.main([*options, f"--rootdir={FOLDER}", str(FOLDER)], plugins=[collector])
    if status != pytest.ExitCode.OK:
        raise RuntimeError(
            "the hidden tests could not be collected:\n" + "\n".join([*collector.errors, output.getvalue()])
        )
    return tuple(from_item(item) for item in collector.items)
