"""The output folder fills up or turns read-only under the grader: what is there is whole, and one sentence says why."""

import os
import subprocess
import sys
import threading
import time

import pytest

from bpgrade.cli import main
from bpkit.files import write_atomically
from faults import CLASS, litter, whole_reports, write_class

BLOCK = 4096


@pytest.fixture
def small_disk(tmp_path):
    """small_disk(blocks) -> a folder on a disk of its own, of so many blocks; called again it changes their number."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = []

    def mount(blocks, *options):
        options = ",".join([f"size={blocks * BLOCK}", *mounted[:1], *options])
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
        mounted.append("remount")
        return folder

    yield mount
    if mounted:
        subprocess.run(["umount", folder], check=True)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    """The class, and the folder of its reports after a run that nothing disturbed."""
    folder = tmp_path_factory.mktemp("undisturbed")
    write_class(folder / "class")
    assert grade(folder / "class", folder / "graded", folder) == 0
    return folder


def grade(klass, out, secrets, *options):
    """Exit status of `bpgrade grade`; the secret is kept in the folder `secrets`."""
    (secrets / "secret").write_text("the secret of the faults")
    arguments = ["grade", klass, "--out", out, "--secret-file", secrets / "secret", "--jobs", 1, *options]
    return main([*map(str, arguments)])


def blocks(folder, names):
    """Blocks that the reports of these submissions take."""
    sizes = [path.stat().st_size for name in names for path in (folder / "graded" / name).iterdir()]
    return sum(-(-size // BLOCK) for size in sizes)


@pytest.mark.parametrize("fit", [0, 1, 3])
def test_full(undisturbed, small_disk, capsys, fit):
    """a disk that is full before the first report, in the middle, and at grades.csv; with more room all is there"""
    names = sorted(CLASS)
    room = blocks(undisturbed, names[:fit]) + (1 if fit < len(names) else 0)
    out = small_disk(max(room, 1)) / "graded"
    assert grade(undisturbed / "class", out, undisturbed) == 1
    where = out / names[fit] if fit < len(names) else out
    error = capsys.readouterr().err.splitlines()
    assert error[-1] == f"bpgrade: Reports cannot be written to {where}: No space left on device."
    assert len(error) == fit + 1
    assert whole_reports(out) == {name: whole_reports(undisturbed / "graded")[name] for name in names[:fit]}
    assert litter(out) == []

    small_disk(room + 1000)
    assert grade(undisturbed / "class", out, undisturbed) == 0
    assert whole_reports(out) == whole_reports(undisturbed / "graded")
    assert (out / "grades.csv").read_text() == (undisturbed / "graded" / "grades.csv").read_text()


def test_old_reports_stay(undisturbed, small_disk):
    """where a new report does not fit, the one of the run before stays as it was"""
    names = sorted(CLASS)
    out = small_disk(blocks(undisturbed, names) + 2) / "graded"
    assert grade(undisturbed / "class", out, undisturbed) == 0
    before = {path: path.read_bytes() for path in out.rglob("*.*")}
    assert grade(undisturbed / "class", out, undisturbed, "--fresh") == 1
    assert {path: path.read_bytes() for path in out.rglob("*.*")} == before


def remount(folder, how):
    """Make a mounted folder "ro" or "rw", as soon as no file there is being written."""
    while subprocess.run(["mount", "-o", f"remount,{how}", folder], capture_output=True).returncode:
        time.sleep(0.001)


def permit(folder, how):
    """Make a folder and those in it "ro" or "rw" for their owner."""
    for path in (*folder.rglob("*/"), folder):
        path.chmod(0o500 if how == "ro" else 0o700)


def read_only_meanwhile(undisturbed, out, change, capsys):
    """Grade twice; the first time the folder above `out` is made read-only once a report is there."""

    def shut():
        while not list(out.glob("*/report.json")):
            time.sleep(0.002)
        change(out.parent, "ro")

    saboteur = threading.Thread(target=shut)
    saboteur.start()
    status = grade(undisturbed / "class", out, undisturbed)
    saboteur.join()
    error = capsys.readouterr().err.splitlines()
    left, found = litter(out), whole_reports(out)
    change(out.parent, "rw")
    wanted = whole_reports(undisturbed / "graded")
    assert (status, left) == (1, [])
    assert 0 < len(found) < len(wanted)
    assert found == {name: wanted[name] for name in found}
    assert grade(undisturbed / "class", out, undisturbed) == 0
    assert whole_reports(out) == wanted
    return error[-1]


def test_read_only_mount(undisturbed, small_disk, capsys):
    """a disk that is remounted read-only, as after an error, stops the grading in a sentence; a rerun finishes"""
    out = small_disk(1000) / "graded"
    error = read_only_meanwhile(undisturbed, out, remount, capsys)
    assert error in [f"bpgrade: Reports cannot be written to {out / name}: Read-only file system." for name in CLASS]


def test_read_only_permissions(undisturbed, tmp_path, capsys):
    """an output folder whose permissions are taken away stops the grading in a sentence; a rerun finishes"""
    out = tmp_path / "disk" / "graded"
    out.parent.mkdir(mode=0o500)
    if os.access(out.parent, os.W_OK):
        pytest.skip("root may write everywhere")
    permit(out.parent, "rw")
    error = read_only_meanwhile(undisturbed, out, permit, capsys)
    assert error in [f"bpgrade: Reports cannot be written to {out / name}: Permission denied." for name in CLASS]


@pytest.mark.parametrize("data", [b"x" * 3 * BLOCK, "x" * 3 * BLOCK], ids=["bytes", "text"])
def test_a_file_that_does_not_fit(small_disk, data):
    """a file for which there is no room leaves the old one as it was, and nothing else"""
    folder = small_disk(3)
    write_atomically(folder / "kept", "old")
    with pytest.raises(OSError, match="No space left on device"):
        write_atomically(folder / "kept", data)
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("kept", "old")]


def test_text_without_utf8(tmp_path):
    """half a surrogate pair cannot keep a report from being written"""
    write_atomically(tmp_path / "file", "a\ud800b")
    assert (tmp_path / "file").read_bytes() == b"a?b"
