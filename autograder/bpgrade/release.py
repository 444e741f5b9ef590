"""The students' version: made from solution/ by nbgrader's own GenerateAssignment, compared with what is committed."""

import contextlib
import io
import logging
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bpgrade.colab import with_colab_cell
from bpgrade.programs import programs_on_path

ASSIGNMENT = "backprop"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # a zip of the same files is the same file, whenever it is made


class ReleaseError(Exception):
    """The release could not be made; one sentence."""


def clone_root(start: Path) -> Path:
    """The clone that `start` lies in: the nearest folder above with nbgrader_config.py and solution/.

    Raises:
        ReleaseError: it is not in a clone.
    """
    for folder in (start, *start.parents):
        if (folder / "nbgrader_config.py").is_file() and (folder / "solution" / ASSIGNMENT).is_dir():
            return folder
    raise ReleaseError(f"{start} is not inside a clone of backprop-kit: a release is made from its solution/ folder.")


@contextlib.contextmanager
def generated(root: Path) -> Iterator[Path]:
    """A temporary folder with the freshly made release of a clone."""
    with tempfile.TemporaryDirectory() as temporary:
        course = Path(temporary)
        shutil.copy(root / "nbgrader_config.py", course)
        shutil.copytree(root / "solution" / ASSIGNMENT, course / "solution" / ASSIGNMENT)
        _generate(course)
        yield course / "assignment" / ASSIGNMENT


def _generate(course: Path) -> None:
    from nbgrader.converters import GenerateAssignment
    from nbgrader.coursedir import CourseDirectory  # a second to import: only who makes a release waits for it
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(course)).load_config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.assignment_id = ASSIGNMENT
    config.CourseDirectory.db_url = f"sqlite:///{course / 'gradebook.db'}"
    with programs_on_path(), _collected_log() as log:
        converter = GenerateAssignment(coursedir=CourseDirectory(config=config), config=config)
        converter.log = logging.getLogger("bpgrade.release")
        try:
            converter.start()
        except (Exception, SystemExit) as error:
            raise ReleaseError(f"nbgrader could not make the release: {error}\n{log.getvalue()}".strip()) from error


@contextlib.contextmanager
def _collected_log() -> Iterator[io.StringIO]:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    logger = logging.getLogger("bpgrade.release")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield log
    finally:
        logger.removeHandler(handler)


def differences(made: Path, committed: Path) -> list[str]:
    """What differs between two releases, one sentence for each file."""
    names = sorted({*_files(made), *_files(committed)})
    found = []
    for name in names:
        if not (committed / name).is_file():
            found.append(f"{name} is missing")
        elif not (made / name).is_file():
            found.append(f"{name} does not belong there")
        elif (made / name).read_bytes() != (committed / name).read_bytes():
            found.append(f"{name} differs")
    return found


def install(made: Path, committed: Path) -> None:
    """Put a release in the place of the old one: copied beside it first, then renamed."""
    beside, old = committed.with_name(f".{committed.name}.new"), committed.with_name(f".{committed.name}.old")
    for leftover in (beside, old):
        shutil.rmtree(leftover, ignore_errors=True)
    committed.parent.mkdir(exist_ok=True)
    shutil.copytree(made, beside)
    if committed.exists():
        committed.rename(old)
    beside.rename(committed)
    shutil.rmtree(old, ignore_errors=True)


def write_zip(made: Path, path: Path, colab_url: str | None = None) -> None:
    """The students' zip: the release below a folder called backprop.

    Args:
        made: the release.
        path: the file to write.
        colab_url: where students will find this zip; each notebook then begins with a cell for Google Colab.
    """
    temporary = path.with_name(f".{path.name}.new")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in _files(made):
            info = zipfile.ZipInfo(f"{ASSIGNMENT}/{name}", _EPOCH)
            info.external_attr = 0o644 << 16
            content = (made / name).read_bytes()
            if colab_url and name.endswith(".ipynb"):
                content = with_colab_cell(content, colab_url)
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    os.replace(temporary, path)


def _files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return sorted(path.relative_to(folder).as_posix() for path in paths)
