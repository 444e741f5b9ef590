"""What tests share: graders, sessions and workers behind real walls, submissions, and small CIFAR-10 batches."""

import signal

import pytest
from hypothesis import settings

import cifar10_files
import in_jail
import postgres
from bpgrade.classroom import Conditions
from bpgrade.intake import find_submissions
from bpgrade.session import CALL_SECONDS, Session
from bpgrade.variants import write_variant
from bpgrade.wall.build import build_wall
from bpgrade.wall.shared import SharedWorker
from bpkit import notebooks
from bpkit.data import layouts
from nbgrader_course import course, nbgrader
from submitted import BOOK

SECRET = b"the secret of the project's own tests"

if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:  # as in the background of a script: children would be deaf, too
    signal.signal(signal.SIGINT, signal.default_int_handler)

# pytest --hypothesis-profile=nightly tests/test_fuzz_*.py looks where no run has looked before
settings.register_profile("ci", max_examples=200, derandomize=True, deadline=None, database=None)
settings.register_profile("nightly", max_examples=20_000, deadline=None, database=None, print_blob=True)
settings.load_profile("ci")


@pytest.fixture(autouse=True)
def imports_go_to_folders():
    """A test that leaves import_from pointed elsewhere would make another one fail: it fails itself."""
    before = notebooks.library
    yield
    after, notebooks.library = notebooks.library, before
    assert after is before, "this test left bpkit.notebooks.library changed"


@pytest.fixture(scope="session")
def grader():
    """One warm Grader at the strongest level this machine has."""
    grader = Conditions(SECRET).grader()
    yield grader
    grader.close()


@pytest.fixture(scope="session")
def impatient():
    """A Grader that gives code one second, for loops that never end."""
    grader = Conditions(SECRET, seconds=1.0).grader()
    yield grader
    grader.close()


@pytest.fixture
def grade(grader, tmp_path):
    """grade({notebook: cell added to the reference's}) -> the Report of that submission."""
    return _grades(grader, tmp_path)


@pytest.fixture
def grade_impatiently(impatient, tmp_path):
    """The same, and code gets one second."""
    return _grades(impatient, tmp_path)


def _grades(grader, tmp_path):
    def graded(cells=None, edit=None):
        folder = tmp_path / "submission"
        write_variant(folder, cells or {})
        if edit is not None:
            edit(folder)
        (submission,) = find_submissions([folder])
        return grader.grade(submission)

    return graded


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """A course of nbgrader in which generate_assignment was run; not to be changed."""
    folder = course(tmp_path_factory.mktemp("generated") / "course")
    nbgrader(folder, "generate_assignment", "backprop")
    return folder


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server, which ends with the session."""
    if postgres.MISSING:
        pytest.skip(postgres.MISSING)
    with postgres.Server() as server:
        yield server


def lost(report):
    """Grade cell -> points lost."""
    return {cell.grade_id: cell.max_points - cell.points for cell in report.cells if cell.points != cell.max_points}


@pytest.fixture(name="lost")
def lost_fixture():
    """The function lost(report)."""
    return lost


@pytest.fixture
def small_batches(monkeypatch):
    """The contents of batches of 20 images, as cifar10_files writes them; the reader expects no more."""
    monkeypatch.setattr(layouts, "IMAGES_PER_BATCH", cifar10_files.PER_BATCH)
    return cifar10_files.contents()


@pytest.fixture(scope="session")
def wall():
    """The strongest wall that this machine has."""
    with build_wall() as wall:
        yield wall


@pytest.fixture
def opened(wall):
    """opened(*cells, names, lent, others, seconds) gives a Session; all are closed afterwards."""
    sessions = []

    def open_session(*cells, names, lent=(), others=(), seconds=CALL_SECONDS):
        books = {BOOK: [[index, source] for index, source in enumerate(cells, 1)], **dict(others)}
        sessions.append(Session(SharedWorker(wall, books), BOOK, names, lent, seconds))
        return sessions[-1]

    yield open_session
    for each in sessions:
        each.shared.close()


@pytest.fixture(scope="module", params=in_jail.LEVELS)
def every_wall(request):
    """A wall at each level in turn; building it proves by its own probe that there is no breach."""
    with in_jail.stand_up(request.param) as wall:
        yield wall


@pytest.fixture
def worker(every_wall):
    """A worker behind each wall in turn."""
    worker = every_wall.spawn()
    yield worker
    worker.close()
