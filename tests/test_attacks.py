"""Hostile submissions, through the real command and the strongest wall here: nothing is gained, read, left or broken.

An eighth of the corpus; `tox -e walls` runs all of it at every level, as root and as an ordinary user.
"""

import pytest

from arena import Arena, breaches, processes
from attack_files import WALLS, corpus, load

CORPUS = corpus()
ATTACKS = CORPUS[::8]  # `tox -e walls` takes its time and runs them all
WITHOUT_WALLS = [attack for attack in CORPUS if attack.without_walls == "breach"][::16]


@pytest.fixture(scope="module")
def arena():
    """A home, a class and a grader, all with canaries."""
    arena = Arena()
    yield arena
    arena.remove()


@pytest.fixture(scope="module")
def found(arena):
    """Attack -> what it got away with, at the strongest level."""
    return breaches(arena.grade(ATTACKS))


def test_the_corpus():
    """the corpus is as large as promised, and there is no wall that it does not try"""
    assert len(CORPUS) >= 100
    assert set().union(*(attack.stopped_by for attack in CORPUS)) == WALLS
    assert len(WITHOUT_WALLS) >= 5


def parameter(attack):
    """An attack's name; one that is known to get through has to, until the hole is closed."""
    return pytest.param(attack.name, marks=[pytest.mark.xfail(reason=attack.hole, strict=True)] if attack.hole else [])


@pytest.mark.parametrize("name", [parameter(attack) for attack in ATTACKS])
def test_attack(found, name):
    """an attack gains no point, reads no canary, leaves nothing, and the honest submission after it gets 100"""
    assert found.get(name) is None


def test_nothing_outlives_the_grader(found, arena):
    """when the class is graded, no process of the grader or of a submission is left"""
    assert "" not in found
    assert processes(str(arena.kit)) == []


def test_without_walls(arena):
    """where nothing confines the same attacks, the harness sees them succeed: it is not blind"""
    seen = breaches(arena.grade(WITHOUT_WALLS, ["--isolation", "D", "--allow-degraded"]))
    assert [attack.name for attack in WITHOUT_WALLS if attack.name not in seen] == []


def test_a_header_out_of_order(tmp_path):
    """an attack that does not say which wall stops it is an error that names it"""
    (tmp_path / "reading").mkdir()
    (tmp_path / "reading" / "new.py").write_text('"""Reads."""\n# stopped by: luck\n')
    with pytest.raises(
        ValueError, match=r"^reading/new needs a docstring and `# stopped by:` with some of \['deadline', "
    ):
        load(tmp_path / "reading" / "new.py")
