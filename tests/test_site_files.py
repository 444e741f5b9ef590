"""Pyodide's files for the site: taken from wherever they lie, and only what their checksums ask for."""

import io
import json
import tarfile
import zipfile
from hashlib import sha256

import pytest

from bpgrade.cli import main
from bpgrade.site import SiteError, build, pyodide

WHEEL, CORE = "numpy-2.0.2-cp312-cp312-pyodide_2024_0_wasm32.whl", "pyodide.asm.js"
CONTENT = {WHEEL: b"a wheel", CORE: b"a script"}


@pytest.fixture(autouse=True)
def two_files(monkeypatch, tmp_path):
    """Pyodide as two small files; the cache is empty, and nothing is fetched."""
    monkeypatch.setattr(pyodide, "checksums", lambda: sums(CONTENT))
    monkeypatch.setattr(pyodide, "_FETCHES", ())
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def sums(contents):
    """File name -> SHA-256."""
    return {name: sha256(content).hexdigest() for name, content in contents.items()}


def put(folder, contents):
    """Writes files, and gives back their folder."""
    folder.mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def zipped(path, contents):
    """A zip in which the files lie a few folders down, as in a wheel."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"somebody/assets/{name}", content)
    return path


def packed(path, contents, mode):
    """A tar archive like Pyodide's own, and like npm's."""
    with tarfile.open(path, mode) as archive:
        for name, content in contents.items():
            info = tarfile.TarInfo(f"package/{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return path


def test_files_come_from_folders_and_archives(tmp_path):
    """a folder, a zip, and tar archives of both kinds serve alike, also when each has a part only"""
    core, wheel = {CORE: CONTENT[CORE]}, {WHEEL: CONTENT[WHEEL]}
    assert pyodide.files([put(tmp_path / "deep" / "down", CONTENT).parent]) == CONTENT
    assert pyodide.files([zipped(tmp_path / "a.whl", CONTENT)]) == CONTENT
    assert pyodide.files([packed(tmp_path / "a.tar.bz2", CONTENT, "w:bz2")]) == CONTENT
    assert pyodide.files([packed(tmp_path / "a.tgz", core, "w:gz"), put(tmp_path / "w", wheel)]) == CONTENT


def test_a_wheel_that_is_itself_wanted_is_taken(tmp_path, monkeypatch):
    """a file is looked at before what is in it"""
    wheel = zipped(tmp_path / WHEEL, {"__init__.py": b""})
    monkeypatch.setattr(pyodide, "checksums", lambda: sums({WHEEL: wheel.read_bytes()}))
    assert pyodide.files([wheel]) == {WHEEL: wheel.read_bytes()}


def test_a_file_with_another_content_is_not_taken(tmp_path):
    """what merely has the name of a file of Pyodide's never gets into a site"""
    forged = put(tmp_path / "forged", CONTENT | {WHEEL: b"something else"})
    with pytest.raises(SiteError, match=f"not found in what --pyodide names: {WHEEL}. See docs/site.md"):
        pyodide.files([forged])
    assert pyodide.files([forged, put(tmp_path / "right", CONTENT)]) == CONTENT


def test_what_cannot_be_read_is_named(tmp_path):
    """a torn archive, and a path with nothing there, end in a sentence"""
    torn = tmp_path / "torn.tgz"
    torn.write_bytes(packed(tmp_path / "whole.tgz", CONTENT, "w:gz").read_bytes()[:60])
    for path in (torn, tmp_path / "nowhere.tgz"):
        with pytest.raises(SiteError, match=f"{path.name} cannot be read"):
            pyodide.files([path])


def test_the_cache_is_used_and_not_believed(tmp_path):
    """a file that changed in the cache counts as missing"""
    cache = put(tmp_path / "cache" / "backprop-kit" / f"pyodide-{pyodide.VERSION}", CONTENT)
    assert pyodide.files() == CONTENT
    (cache / CORE).write_bytes(b"half a scr")
    with pytest.raises(SiteError, match=f"not found by npm and pip: {CORE}"):
        pyodide.files()


def test_the_lock_file_is_whole():
    """every package that another one needs is in it, and numpy and matplotlib are"""
    packages = json.loads(pyodide.LOCK.read_text(encoding="utf-8"))["packages"]
    names = {name.replace("_", "-").lower() for name in packages}
    needed = {each.replace("_", "-").lower() for package in packages.values() for each in package["depends"]}
    assert {"numpy", "matplotlib", "ipython", "comm", *needed} <= names
    assert all(len(package["sha256"]) == 64 for package in packages.values())


def test_a_folder_with_other_things_is_left_alone(tmp_path, monkeypatch):
    """--site never replaces what is not a site"""
    monkeypatch.setattr(build, "_require_packages", lambda: None)
    folder = put(tmp_path / "thesis", {"thesis.tex": b""})
    with pytest.raises(SiteError, match="thesis holds something that is not a site"):
        build.write_site(tmp_path, folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.tex"]


@pytest.mark.parametrize(
    ("installed", "lack"), [(None, "is not installed"), ("0.8.6", "0.8.6 is installed")], ids=["none", "another"]
)
def test_without_jupyterlite_there_is_no_site(tmp_path, monkeypatch, installed, lack):
    """a package that is missing, or of another series, is named together with what installs it"""

    def version(name):
        if installed is None:
            raise build.PackageNotFoundError(name)
        return installed

    monkeypatch.setattr(build, "version", version)
    with pytest.raises(SiteError, match=rf"but jupyterlite-core {lack}: pip install 'backprop-kit\[site\]'"):
        build.write_site(tmp_path, tmp_path / "site")


def test_pyodide_without_a_site_is_refused(capsys):
    """an option that would do nothing says so"""
    assert main(["release", "--pyodide", "somewhere"]) == 2
    assert "--pyodide needs --site FOLDER" in capsys.readouterr().err
