"""nbgrader zip_collect for what Canvas and Moodle let staff download, and for a folder or an archive per student."""

from pathlib import Path

from nbgrader.plugins import FileNameCollectorPlugin

from bpgrade.lms import CanvasFile, canvas_attempt, canvas_file, moodle_name


class Collector(FileNameCollectorPlugin):
    """`c.ZipCollectApp.collector_plugin = "bpgrade.nbgrader_plugin.Collector"`; needs no regular expression."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Student and name of a file among those that were extracted; None for what is no student's notebook.

        The student is the id that `bpgrade grade` gives to the same download. Of several attempts of Canvas at one
        file the last is taken: nbgrader would give up.
        """
        path = Path(submitted_file)
        if path.suffix not in self.valid_ext:
            return None
        if said := canvas_file(path.name):
            last = max(_attempts(path.parent, said), key=lambda each: (canvas_attempt(each.file)[1], each.upload))
            name = canvas_attempt(said.file)[0]
            return {"student_id": said.submission_id, "file_id": name} if last == said else None
        folder = path.parent if path.parent.name != self.parent.coursedir.assignment_id else path.parent.parent
        said = moodle_name(folder.name)
        return {"student_id": said.submission_id if said else folder.name, "file_id": path.name}


def _attempts(folder: Path, said: CanvasFile) -> list[CanvasFile]:
    """What a user handed in under one name, several times perhaps."""
    files = [canvas_file(path.name) for path in folder.iterdir()]
    plain = canvas_attempt(said.file)[0]
    return [each for each in files if each and each.user == said.user and canvas_attempt(each.file)[0] == plain]
