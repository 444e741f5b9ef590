"""bpgrade gradescope run: whatever is handed in, results.json is there and as specified, and nothing leaks into it.

The specification: gradescope-autograders.readthedocs.io/en/latest/specs
"""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from attack_files import WEAK
from bpgrade import reference
from bpgrade.record import NOTEBOOK_OF, WRITTEN
from gradescope_container import SECRET, set_up_once
from test_exports_gradescope import faults

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_NETWORK = ["unshare", "--net"]
NO_SCORE = "That is no fault of yours, and no score was given."

SPY = """
def everything():
    import json, os, pickle, urllib.request
    yield lambda: open("@ROOT@/source/secret").read()
    yield lambda: os.open("@ROOT@/source/secret", os.O_RDONLY)
    yield lambda: np.load("@ROOT@/source/answers.npz")
    yield lambda: np.fromfile("@ROOT@/source/answers.npz", np.uint8)
    yield lambda: os.listdir("@ROOT@/source")
    yield lambda: open("@ROOT@/source/kit/bpgrade/notebooks/01_linear.ipynb").read()
    yield lambda: open("@ROOT@/results/results.json", "w").write('{"score": 100}')
    yield lambda: os.replace("@ROOT@/results/results.json", "@ROOT@/results/old.json")
    yield lambda: open("@ROOT@/submission_metadata.json").read()
    yield lambda: dict(os.environ)["AUTOGRADER_ROOT"]
    yield lambda: open(f"/proc/{os.getppid()}/environ").read()
    yield lambda: __import__("bpgrade.answers").answers.store.to_bytes()
    yield lambda: __import__("bpgrade.reference").reference.cells()
    yield lambda: os.system("cat @ROOT@/source/secret")

def loot():
    for attempt in everything():
        try:
            yield str(attempt())
        except BaseException as error:
            print("no loot:", type(error).__name__, error)

found = list(loot())
if found:
    raise RuntimeError("loot: " + " ".join(found))
print("no loot at all")
"""


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    """An autograder.zip in its place, after setup.sh."""
    return set_up_once(tmp_path_factory.getbasetemp())


def graded(container, before=()):
    """results.json after a run, checked against the specification; the run's output goes to staff."""
    done = container.grade(before)
    assert done.returncode == 0, done.stdout + done.stderr
    content = container.content()
    assert faults(content) == []
    assert content["stdout_visibility"] == "hidden"
    shown = container.results.read_text() + done.stdout + done.stderr
    assert SECRET not in shown
    return content, done.stdout


def points_of(content, notebook):
    """Points of a notebook's tests."""
    return sum(test["score"] for test in content["tests"] if NOTEBOOK_OF[test["name"].split(":")[0]] == notebook)


def test_a_right_submission(container):
    """Protects full points for what is right, without torch: 100, and 9 of the bonus, which are shown beside them."""
    container.hand_in_variant({})
    content, output = graded(container)

    assert content["score"] == 100.0
    assert sum(test.get("max_score", 0.0) for test in content["tests"]) == pytest.approx(109)
    assert [test.get("status") for test in content["tests"]].count("passed") == len(content["tests"]) - len(WRITTEN)
    assert output.startswith("graded: 100 of 100\nisolation: ")


def test_no_network_is_needed(container):
    """Protects grading from a network that is slow, down, or not to be used: here there is none at all."""
    if (
        os.geteuid()
        or not shutil.which("unshare")
        or subprocess.run([*WITHOUT_NETWORK, "true"], check=False).returncode
    ):
        pytest.skip("only root can take the network away")
    container.hand_in_variant({})

    assert graded(container, WITHOUT_NETWORK)[0]["score"] == 100.0


@pytest.mark.parametrize("letter", "BC")
def test_without_namespaces(container, letter):
    """Protects grading where Docker allows no more than Landlock and seccomp, or seccomp alone."""
    container.hand_in_variant({"03_softmax_cross_entropy.ipynb": "SquaredError = None"})
    done = container.bpgrade("gradescope", "run", "--root", container.root, "--isolation", letter)

    assert done.returncode == 0, done.stderr
    assert container.content()["score"] == 96.0
    assert container.content()["extra_data"]["isolation"].startswith({"B": "strong", "C": "seccomp only"}[letter])


def test_only_gradescope_does_without_torch(container, tmp_path):
    """Protects `bpgrade grade` on a machine without torch from breaking every test, and so giving everybody 100."""
    container.hand_in_variant({})
    done = container.bpgrade("grade", container.root / "submission", "--out", tmp_path / "graded")

    assert done.returncode != 0
    assert "No module named 'torch'" in done.stderr
    assert not (tmp_path / "graded" / "grades.csv").exists()


def test_the_stubs(container):
    """Protects from points for nothing; every test says what is not there yet."""
    container.hand_in(**{path.name: path.read_bytes() for path in (ROOT / "assignment" / "backprop").glob("*.ipynb")})
    content, _ = graded(container)

    assert content["score"] == 0.0
    assert content["output"].startswith("00_chain_rule: 0 of 8\n")
    assert all(test["status"] == "failed" and test["output"] for test in content["tests"])


def test_a_broken_notebook(container):
    """Protects the other notebooks' points, and the student from a 0 without a reason."""
    container.hand_in_variant({})
    (container.root / "submission" / "01_linear.ipynb").write_text('{"cells": [')
    content, _ = graded(container)

    assert points_of(content, "01_linear.ipynb") == 0
    assert points_of(content, "02_relu.ipynb") == pytest.approx(12)
    assert "\n01_linear.ipynb ends in the middle" in content["output"]
    assert content["extra_data"]["status"] == "partial"


def test_an_empty_folder(container):
    """Protects the student who uploads nothing from a 0 without a word."""
    container.hand_in()
    content, _ = graded(container)

    assert content["score"] == 0.0
    assert "There is no notebook in this submission: hand in the notebooks 00 to 05." in content["output"]


def test_other_files_only(container):
    """Protects the student who uploads something else from a 0 without a word."""
    container.hand_in(**{"report.pdf": b"%PDF-1.4"})
    content, _ = graded(container)

    assert content["score"] == 0.0
    assert 'There is no notebook in this submission, only "report.pdf"' in content["output"]


def test_a_zip_instead_of_notebooks(container, tmp_path):
    """Protects the points of whoever uploads one file; macOS adds folders of its own."""
    container.hand_in()
    with zipfile.ZipFile(container.root / "submission" / "homework.zip", "w") as packed:
        for name in reference.notebooks():
            packed.write(reference.folder() / name, f"backprop/{name}")
            packed.writestr(f"__MACOSX/backprop/._{name}", b"\0")

    assert graded(container)[0]["score"] == 100.0


def test_folders_are_still_one_submission(container):
    """Protects whoever hands in a repository: two folders of notebooks are two students only in a class."""
    folder = container.hand_in()
    for number, name in enumerate(reference.notebooks()):
        (folder / f"part{number % 2}").mkdir(exist_ok=True)
        shutil.copy(reference.folder() / name, folder / f"part{number % 2}" / name)

    assert graded(container)[0]["score"] == 100.0


def digests(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.*") if path.is_file()}


@pytest.mark.parametrize("letter", ["", "B", "C"])
def test_student_code_cannot_reach_the_grader(container, letter):
    """Protects secret, answers, reference and results.json from code that knows where all of them are."""
    (container.root / "submission_metadata.json").write_text(json.dumps({"users": [{"email": "s001@example.org"}]}))
    container.hand_in_variant({"01_linear.ipynb": WEAK})
    weak = points_of(graded(container)[0], "01_linear.ipynb")
    before = digests(container.source)
    container.hand_in_variant({"01_linear.ipynb": f"{WEAK}\n{SPY}".replace("@ROOT@", str(container.root))})
    if letter:
        assert not container.bpgrade("gradescope", "run", "--root", container.root, "--isolation", letter).returncode
        content = container.content()
    else:
        content, _ = graded(container)

    assert points_of(content, "01_linear.ipynb") == weak > 0  # so all of it ran, and nothing was found
    assert "RuntimeError" not in container.results.read_text()
    assert digests(container.source) == before
    assert [path.name for path in container.results.parent.iterdir()] == ["results.json"]


def test_where_code_cannot_be_confined(container):
    """Protects students' work from being judged without a wall: no score, and a sentence."""
    container.hand_in_variant({})
    done = container.bpgrade("gradescope", "run", "--root", container.root, "--isolation", "D")
    content = container.content()

    assert done.returncode == 0
    assert "score" not in content
    assert "score" not in content["tests"][0]
    assert content["output"] == content["tests"][0]["output"]
    assert "it could not be done safely, because this machine cannot confine code" in content["output"]
    assert NO_SCORE in content["output"]
    assert "Not graded: student code cannot be confined here. WARNING: this system cannot" in done.stdout
    assert "--allow-degraded" not in done.stdout
    assert faults(content) == []


def test_an_image_without_a_wall(container):
    """Protects from an autograder that could grade nobody: setup.sh fails, and says why."""
    check = container.bpgrade("gradescope", "check", "--root", container.root, "--isolation", "D")

    assert check.returncode == 1
    assert check.stderr.startswith("bpgrade: student code cannot be confined here. WARNING: this system cannot")


@pytest.mark.parametrize("name", ["answers.npz", "settings.json", "secret"])
def test_a_fault_of_ours(container, name):
    """Protects the student from a 0 when the autograder is damaged; staff read what happened."""
    container.hand_in_variant({})
    kept = (container.source / name).read_bytes()
    (container.source / name).write_bytes(kept[:9])
    try:
        done = container.grade()
        check = container.bpgrade("gradescope", "check", "--root", container.root)
    finally:
        (container.source / name).write_bytes(kept)

    assert done.returncode == 0
    assert container.content()["output"].startswith("Your submission was not graded: the autograder failed. That is no")
    assert "Traceback" in done.stdout
    assert check.returncode == 1
    assert f"bpgrade: {container.source} is not what autograder.zip holds: " in check.stderr


def test_a_grader_that_does_not_start(container):
    """Protects the student when not even Python runs."""
    container.hand_in_variant({})
    python = container.root / "venv" / "bin" / "python"
    python.rename(python.with_name("away"))
    try:
        done = container.grade()
    finally:
        python.with_name("away").rename(python)

    assert done.returncode != 0
    assert "the autograder ended before it had finished" in container.content()["output"]
    assert faults(container.content()) == []


def test_results_that_cannot_be_written(container, tmp_path):
    """Protects staff from a run that says that all is well when nothing was written."""
    (tmp_path / "results").write_text("in the way")
    (tmp_path / "source").symlink_to(container.source)
    (tmp_path / "submission").mkdir()
    done = container.bpgrade("gradescope", "run", "--root", tmp_path)

    assert done.returncode == 1
    assert f"bpgrade: {tmp_path}/results/results.json cannot be written: " in done.stderr
