"""bpgrade gradescope build and check: the zip that is uploaded to Gradescope, and what setup.sh makes of it."""

import shutil
import subprocess
import zipfile

import pytest

from bpgrade import reference
from bpgrade.gradescope.build import longest
from gradescope_container import SECRET, build, set_up_once


@pytest.fixture(scope="module")
def container(tmp_path_factory):
    """An autograder.zip in its place, after setup.sh."""
    return set_up_once(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="module")
def archive(container):
    """The autograder.zip."""
    return container.archive


def test_the_zip(archive):
    """Protects what Gradescope demands: both scripts at the top, executable, and nothing that needs a clone."""
    with zipfile.ZipFile(archive) as packed:
        modes = {member.filename: member.external_attr >> 16 & 0o777 for member in packed.infolist()}
        requirements = packed.read("requirements.txt").decode()
        scripts = [packed.read(name) for name in ("setup.sh", "run_autograder")]

    assert modes["setup.sh"] == modes["run_autograder"] == 0o755
    assert modes["secret"] == modes["answers.npz"] == 0o600
    assert {f"kit/bpgrade/notebooks/{name}" for name in reference.notebooks()} <= modes.keys()
    assert {"kit/bpgrade/hidden/test_01_linear.py", "kit/bpkit/module.py"} <= modes.keys()
    assert not [name for name in modes if "__pycache__" in name or name.startswith("/")]
    assert [line.split("==")[0] for line in requirements.split()] == ["numpy", "pytest", "jinja2", "rich"]
    assert all(script.startswith(b"#!/usr/bin/env bash\n") and b"\r" not in script for script in scripts)
    assert archive.stat().st_size < 2_000_000


def test_the_same_secret_makes_the_same_zip(archive, tmp_path):
    """Protects from an upload that changes for no reason: nothing in it depends on when or where it is made."""
    assert build(tmp_path / "again.zip", tmp_path) == 0

    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_the_kit_of_the_zip_is_used_and_torch_is_not_there(container):
    """Protects this file from testing the clone, or a machine that Gradescope's is not."""
    assert container.bpgrade("--version").returncode == 0
    script = "import bpgrade, bpkit; print(bpgrade.__file__, bpkit.__file__); import torch"
    done = container.python(script)

    kit = container.source / "kit"
    assert done.stdout.split() == [str(kit / "bpgrade" / "__init__.py"), str(kit / "bpkit" / "__init__.py")]
    assert "No module named 'torch'" in done.stderr


def test_questions_without_answers(container, tmp_path):
    """Protects from a zip that grades otherwise than at home: setup.sh refuses it, and says what to do."""
    shutil.copytree(container.source, tmp_path / "source")
    (tmp_path / "source" / "secret").write_text("another secret than the answers were made for")
    done = container.bpgrade("gradescope", "check", "--root", tmp_path)

    assert done.returncode == 1
    assert "questions had no prepared answer: make autograder.zip anew, on x86-64 Linux, with this" in done.stderr
    assert "The reference solution does not pass every hidden test here." in done.stderr


@pytest.mark.parametrize(
    ("out", "options", "secret", "sentence"),
    [
        ("nowhere/a.zip", [], SECRET, "nowhere is not a folder: --out names something in one."),
        (".", [], SECRET, "is a folder: --out names the zip file."),
        ("a.zip", [], "short", "holds 5 bytes; a secret needs at least 16."),
        ("a.zip", ["--time-limit", "60"], SECRET, "ends a run after 40 minutes: choose a time limit of 17 s or less."),
    ],
)
def test_bad_usage(tmp_path, capsys, out, options, secret, sentence):
    """Protects from tracebacks and from half a zip: one sentence, and nothing is written."""
    assert build(tmp_path / out, tmp_path, *options, secret=secret) == 2

    error = capsys.readouterr().err
    assert error.startswith("bpgrade: ")
    assert sentence in error
    assert error.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_without_the_reference_notebooks(tmp_path, container):
    """Protects from an autograder that has nothing to compare with: a wheel or clone without them is named."""
    kit = tmp_path / "source" / "kit"
    shutil.copytree(container.source / "kit", kit)
    shutil.rmtree(kit / "bpgrade" / "notebooks")
    (kit / "bpgrade" / "notebooks").mkdir()
    (tmp_path / "secret").write_text(SECRET)
    command = [container.root / "venv" / "bin" / "python", "-m", "bpgrade", "gradescope", "build", "--secret-file"]
    done = subprocess.run(
        [*map(str, command), str(tmp_path / "secret")], cwd=tmp_path, env={"PYTHONPATH": str(kit)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 2
    assert f"bpgrade: {kit}/bpgrade/notebooks holds no reference notebooks: run this from a clone" in done.stderr


def test_the_time_that_a_run_may_take():
    """Protects from Gradescope's own limit, 10 minutes unless it is raised, with which all feedback is lost."""
    assert longest(4.0) <= 10
    assert longest(8.0) > longest(4.0)
