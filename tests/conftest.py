"""What tests of whole submissions share: a grader behind a real wall, and submissions made from the reference."""

import pytest

from bpgrade.classroom import Conditions
from bpgrade.intake import find_submissions
from bpgrade.variants import write_variant

SECRET = b"the secret of the project's own tests"


@pytest.fixture(scope="session")
def grader():
    """One warm Grader at the strongest level this machine has."""
    grader = Conditions(SECRET).grader()
    yield grader
    grader.close()


@pytest.fixture
def grade(grader, tmp_path):
    """grade({notebook: cell added to the reference's}) -> the Report of that submission."""

    def graded(cells=None, edit=None):
        folder = tmp_path / "submission"
        write_variant(folder, cells or {})
        if edit is not None:
            edit(folder)
        (submission,) = find_submissions([folder])
        return grader.grade(submission)

    return graded


def lost(report):
    """Grade cell -> points lost."""
    return {cell.grade_id: cell.max_points - cell.points for cell in report.cells if cell.points != cell.max_points}


@pytest.fixture(name="lost")
def lost_fixture():
    """The function lost(report)."""
    return lost
