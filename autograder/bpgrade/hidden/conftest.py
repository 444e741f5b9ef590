"""pytest's side of the hidden tests: `pytest autograder/bpgrade/hidden --submission PATH` grades one by hand.

The fixtures are those of `bpgrade grade`; the same test functions run here, with pytest's -k, -x and -v.
"""

from pathlib import Path
from types import SimpleNamespace

import pytest

from bpgrade.catalogue import from_item
from bpgrade.intake import find_submissions
from bpgrade.record import Outcome
from bpgrade.secret import load_secret
from bpgrade.wall.build import build_wall
from bpgrade.workbench import Bench


def pytest_addoption(parser):
    """Which submission, with which secret, behind which wall."""
    group = parser.getgroup("hidden tests")
    group.addoption("--submission", type=Path, help="a notebook, a folder or a zip of one submission")
    group.addoption("--secret-file", type=Path, help="file with the secret that inputs are drawn from")
    group.addoption("--allow-degraded", action="store_true", help="go on where student code cannot be confined")


def pytest_configure(config):
    """Register the mark every hidden test carries."""
    config.addinivalue_line(
        "markers", "graded(grade_id, weight=1, needs=(), rests_on=(), layers='reference'): whose points"
    )


@pytest.fixture(scope="session")
def bench(pytestconfig):
    """The submission on the table, behind the wall."""
    path = pytestconfig.getoption("submission")
    if path is None:
        pytest.exit("Say what to grade: pytest autograder/bpgrade/hidden --submission PATH", returncode=2)
    submissions = find_submissions([path])
    if len(submissions) != 1:
        pytest.exit(f"{path} holds {len(submissions)} submissions; use bpgrade grade for a class", returncode=2)
    wall = build_wall(allow_degraded=pytestconfig.getoption("allow_degraded"))
    cells = {name: book.sources for name, book in submissions[0].notebooks.items()}
    table = Bench(wall, load_secret(pytestconfig.getoption("secret_file")), cells)
    yield table
    table.close()
    wall.close()


@pytest.fixture
def table(bench, request):
    """The fixtures of one hidden test, by name."""
    test = from_item(request.node)
    yield bench.fixtures(test)
    bench.flush(test)


@pytest.fixture
def charged(table):
    """Whether an earlier test cost points."""
    return table["charged"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Note what has passed and what has not, for `charged`."""
    report = yield
    if call.when == "call" and "bench" in item.funcargs:
        test, outcome = from_item(item), Outcome.PASSED if report.passed else Outcome.FAILED
        item.funcargs["bench"].earlier.setdefault((test.grade_id, test.name), []).append(
            SimpleNamespace(outcome=outcome)
        )
    return report


@pytest.fixture
def student(table):
    """The student's definitions, behind the wall."""
    return table["student"]


@pytest.fixture
def oracle(table):
    """torch in float64."""
    return table["oracle"]


@pytest.fixture
def expect(table):
    """Judges what came over the wall."""
    return table["expect"]


@pytest.fixture
def rng(table):
    """A Generator seeded by the secret and the test."""
    return table["rng"]
