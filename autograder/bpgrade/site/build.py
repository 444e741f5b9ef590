"""Builds the site: a release, Pyodide's files, and JupyterLite, which puts them together."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path

from bpgrade.release import install
from bpgrade.site import SiteError, pyodide

_PACKAGES = ("jupyterlite-core", "jupyterlite-pyodide-kernel")
_SERIES = "0.6."  # of both; others are made for other Pyodides
_EXTENSION = "@jupyterlite/pyodide-kernel-extension"
_MARK = "jupyter-lite.json"  # every site has it, and hardly anything else
_KERNEL = {
    "pyodideUrl": "./static/pyodide/pyodide.js",
    "disablePyPIFallback": True,  # nothing is asked of other machines
    # bpkit imports them; the kernel fetches by itself only what a cell imports
    "loadPyodideOptions": {"packages": ["numpy", "matplotlib"]},
}
_SETTINGS = {
    "jupyter-lite-schema-version": 0,
    "jupyter-config-data": {"appName": "backprop", "litePluginSettings": {f"{_EXTENSION}:kernel": _KERNEL}},
}
# Notebooks are short: the browser's own search and printing find every cell only where all of them are on the page.
_OVERRIDES = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


def write_site(made: Path, folder: Path, given: Sequence[Path] = ()) -> None:
    """Write a static site with a release's notebooks; an older site in its place is replaced.

    Args:
        made: folder of the release.
        folder: where the site shall be.
        given: folders or archives with Pyodide's files; none: they are fetched (see pyodide.files).
    Raises:
        SiteError: JupyterLite is not installed or fails, files of Pyodide are missing, or the folder is no site.
        OSError: the site cannot be written.
    """
    _require_packages()
    folder = folder.resolve()
    if folder.exists() and not (folder / _MARK).is_file() and (not folder.is_dir() or any(folder.iterdir())):
        raise SiteError(f"{folder} holds something that is not a site: name another folder, or empty it.")
    contents = pyodide.files(given)
    with tempfile.TemporaryDirectory() as temporary:
        lite = Path(temporary)
        shutil.copytree(made, lite / "files")
        _add_pyodide(lite / "static" / "pyodide", contents)
        _write_json(lite / _MARK, _SETTINGS)
        _write_json(lite / "overrides.json", _OVERRIDES)
        _write_json(lite / "jupyter_lite_config.json", {"LiteBuildConfig": _build_config()})
        _run_jupyterlite(lite)
        folder.parent.mkdir(parents=True, exist_ok=True)
        install(lite / "site", folder)


def _require_packages() -> None:
    for name in _PACKAGES:
        try:
            found = version(name)
        except PackageNotFoundError:
            found = ""
        if not found.startswith(_SERIES):
            lack = f"{name} {found} is installed" if found else f"{name} is not installed"
            raise SiteError(f"A site needs {name} {_SERIES}x, but {lack}: pip install 'backprop-kit[site]'.")


def _add_pyodide(folder: Path, contents: dict[str, bytes]) -> None:
    folder.mkdir(parents=True)
    shutil.copy(pyodide.LOCK, folder)
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _build_config() -> dict:
    """JupyterLite's options: JupyterLab, and of the installed extensions the kernel alone, as others want a server."""
    files = distribution("jupyterlite-pyodide-kernel").files or []
    mark = next(each for each in files if each.as_posix().endswith(f"{_EXTENSION}/package.json"))
    return {
        "apps": ["lab"],
        "federated_extensions": [str(Path(mark.locate()).resolve().parent)],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
        "output_dir": "site",
    }


def _run_jupyterlite(lite: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build"]
    done = subprocess.run(command, cwd=lite, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode or not (lite / "site" / _MARK).is_file():
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise SiteError(f"JupyterLite could not build the site:\n{last}")


def _write_json(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
