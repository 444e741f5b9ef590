"""nbgrader zip_collect for what Canvas and Moodle let staff download, and for a folder or an archive per student."""

from functools import lru_cache
from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

from bpgrade.intake.entries import is_ignored
from bpgrade.lms import CanvasFile, canvas_attempt, canvas_file, moodle_name


class Collector(FileNameCollectorPlugin):
    """`c.ZipCollectApp.collector_plugin = "bpgrade.nbgrader_plugin.Collector"`; needs no regular expression."""

    def __init__(self, **more) -> None:
        super().__init__(**more)
        self._taken: dict[tuple[str, str], str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Student and name of a file among those that were extracted; None for what is no student's notebook.

        The student is whom the outermost name below the extracted folder names: what lies deeper was named by students.
        Of several files with one name the first is taken, and of several attempts of Canvas the last: nbgrader would
        give up.
        """
        path, root = Path(submitted_file), self._extracted()
        parts = path.relative_to(root).parts
        if path.suffix not in self.valid_ext or any(map(is_ignored, parts)):
            return None
        said = next(((place, said) for place, part in enumerate(parts) if (said := _said(part))), None)
        if said is None:
            student, name = _student(root, parts), path.name
        else:
            student, name = said[1].submission_id, _name(root.joinpath(*parts[: said[0]]), said[1], path)
        if not student or not name:
            return None
        if self._taken.setdefault((student, name), submitted_file) != submitted_file:
            self.log.warning("%s has handed in %s more than once: %s is left out", student, name, submitted_file)
            return None
        return {"student_id": student, "file_id": name}

    def _extracted(self) -> Path:
        return Path(self.parent._format_collect_path(self.parent.extracted_directory))


def _said(part: str):
    """What a name says if an LMS gave it; an archive of Canvas's has become a folder, and lost its ending."""
    return moodle_name(part) or canvas_file(part) or canvas_file(f"{part}.zip")


def _name(folder: Path, said, path: Path) -> str:
    """The name of a student's file; empty for an attempt that is not the last one."""
    if not isinstance(said, CanvasFile):
        return path.name
    plain = canvas_attempt(said.file)[0]
    if _last_attempts(folder)[said.user, plain] != said:
        return ""
    return plain if path.suffix == Path(plain).suffix else path.name


@lru_cache
def _last_attempts(folder: Path) -> dict[tuple[str, str], CanvasFile]:
    """(user, name of the file) -> the last of what was handed in under it."""
    found: dict[tuple[str, str], CanvasFile] = {}
    for said in filter(None, (_said(path.name) for path in folder.iterdir())):
        key = said.user, canvas_attempt(said.file)[0]
        if key not in found or _order(found[key]) < _order(said):
            found[key] = said
    return found


def _order(said: CanvasFile) -> tuple[float, int]:
    return canvas_attempt(said.file)[1], said.upload


def _student(root: Path, parts: tuple[str, ...]) -> str:
    """An archive with notebooks, in a folder perhaps, is one student's; one with several folders has one for each."""
    folder, depth = root / parts[0], 1
    if len(parts) == 1:  # a loose file says nothing
        return ""
    while len(parts) > depth + 1 and _holds(folder) == [parts[depth]]:
        folder, depth = folder / parts[depth], depth + 1
    several = len(parts) > depth + 1 and all((folder / name).is_dir() for name in _holds(folder))
    return parts[depth] if several else parts[0]


@lru_cache
def _holds(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if not is_ignored(path.name)]
