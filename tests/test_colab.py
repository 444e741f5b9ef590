"""The cell for Google Colab. Colab itself is not at hand: what stands in for it has a Drive that is a folder."""

import functools
import http.server
import json
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from bpgrade.cli import main
from bpgrade.release import ASSIGNMENT, write_zip

ROOT = Path(__file__).resolve().parent.parent
COLAB = """
import sys, types, os
drive = types.SimpleNamespace(mount=lambda folder: os.makedirs(folder + "/MyDrive", exist_ok=True))
sys.modules["google"] = types.ModuleType("google")
sys.modules["google.colab"] = types.ModuleType("google.colab")
sys.modules["google.colab"].drive = drive
"""
THEN = "\nimport bpkit\nfrom bpkit import import_from\nprint(bpkit.__file__)\nimport_from('01_linear.ipynb', 'Linear')"


@pytest.fixture
def address(tmp_path):
    """Where a zip lies that was written for just this address."""
    shown = tmp_path / "shown"
    shown.mkdir()
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=shown)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/backprop.zip"
        write_zip(ROOT / "assignment" / ASSIGNMENT, shown / "backprop.zip", url)
        yield url
        server.shutdown()


def first_cell(tmp_path):
    with zipfile.ZipFile(tmp_path / "shown" / "backprop.zip") as archive:
        book = json.loads(archive.read("backprop/05_mlp_cifar10.ipynb"))
    return "".join(book["cells"][0]["source"])


def run(folder, code):
    command = [sys.executable, "-I", "-c", code]  # nothing that is installed or lies about may stand in for the zip
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_on_colab_the_release_lands_on_the_drive_and_is_found(address, tmp_path):
    """A notebook that was opened alone finds bpkit and its neighbours; a second one fetches nothing again."""
    here = tmp_path / "here"
    here.mkdir()
    cell = first_cell(tmp_path).replace("/content/drive", str(tmp_path / "drive"))

    first, second = (run(here, COLAB + cell + THEN) for _ in range(2))

    folder = tmp_path / "drive" / "MyDrive" / "backprop"
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [
        "Your notebooks are in the folder backprop of your Google Drive now. Open them there, not here.",
        str(folder / "bpkit" / "__init__.py"),
    ]
    assert second.stdout.splitlines() == [str(folder / "bpkit" / "__init__.py")]


def test_anywhere_else_it_does_nothing(address, tmp_path):
    """The same notebooks work in JupyterLab."""
    here = tmp_path / "here"
    here.mkdir()

    done = run(here, first_cell(tmp_path))

    assert (done.returncode, done.stdout, list(here.iterdir())) == (0, "", [])


def test_zip_without_an_address_has_no_such_cell(tmp_path):
    """Who does not use Colab is not bothered with it."""
    write_zip(ROOT / "assignment" / ASSIGNMENT, tmp_path / "backprop.zip")

    with zipfile.ZipFile(tmp_path / "backprop.zip") as archive:
        assert b"colab" not in archive.read("backprop/01_linear.ipynb")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--colab", "https://x.org/b.zip"],
            "--colab needs --zip FILE: the cell for Colab is in the notebooks of that",
        ),
        (["--zip", "b.zip", "--colab", "b.zip"], "b.zip is no address that a notebook could fetch: it must begin with"),
    ],
)
def test_bad_usage_is_one_sentence(capsys, options, sentence):
    """Before anything is made."""
    assert main(["release", *options]) == 2
    assert sentence in capsys.readouterr().err


def test_address_without_a_zip_is_one_sentence(address, tmp_path):
    """A page for logging in, for instance; nothing is left on the Drive."""
    here = tmp_path / "here"
    here.mkdir()
    cell = first_cell(tmp_path).replace("/content/drive", str(tmp_path / "drive"))
    (tmp_path / "shown" / "backprop.zip").write_text("<html>Log in</html>")

    done = run(here, COLAB + cell + THEN)

    assert done.stderr == f"There is no zip at {address}: ask your instructor for the right address.\n"
    assert list((tmp_path / "drive" / "MyDrive").iterdir()) == []
