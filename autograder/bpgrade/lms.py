"""Names that learning management systems give to what they let staff download, and what they say about a student."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

# Canvas (lib/content_zipper.rb): name[_LATE]_user_attachment_file; for anonymous grading
# [LATE_]anon_code_attachment_file; text and web addresses have no attachment. A number of one or two digits is none: no
# Canvas that is in use has so few files, but versions and dates look like that.
_CANVAS_FILE = r"_(?:(?P<upload>[0-9]{3,})_(?P<file>.+)|(?P<typed>(?:text|link)\.html))"
_CANVAS = re.compile(r"(?P<name>.+?)(?P<late>_LATE)?_(?P<user>[0-9]+)" + _CANVAS_FILE, re.DOTALL)
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?(?P<name>anon)_(?P<user>[0-9A-Za-z]{5})" + _CANVAS_FILE, re.DOTALL)
# Canvas puts a number before the ending of a file whose name was there already, and after seven of those a UUID.
_ATTEMPT = re.compile(
    r"(?P<base>.+)-(?:(?P<number>[1-9][0-9]{0,5})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
    r"(?P<ending>(?:\.[A-Za-z][A-Za-z0-9]*)*\.[A-Za-z0-9]+)",
    re.DOTALL,
)

# Moodle (mod/assign): name_participant_assignsubmission_plugin as a folder, before 4.1 with a _ at its end, or in front
# of the name of each file; a team's name and number instead, and no number for students that are in no team.
_MOODLE = re.compile(
    r"(?P<name>[^_]+)(?:_(?P<participant>[0-9]+))?_assignsubmission_(?P<plugin>[a-z][a-z0-9]*)(?:_(?P<file>.*))?",
    re.DOTALL,
)


@dataclass(frozen=True)
class CanvasFile:
    """What the name of a file of Canvas's "Download Submissions" says.

    name: the student's (or the group's) in small letters, "anon" for anonymous grading. user: the Canvas ID, or five
    letters and digits that stand for it. late: Canvas counts it as late. upload: the attachment's number, 0 for what
    was typed in. file: the name as the student knows it.
    """

    name: str
    user: str
    late: bool
    upload: int
    file: str

    @property
    def submission_id(self) -> str:
        return f"{self.name}_{self.user}"


@dataclass(frozen=True)
class MoodleName:
    """What the name of a folder or file of Moodle's "Download all submissions" says.

    name: the student's (or the team's). participant: the number that stands for the student in Moodle's grading
    worksheet, None for those in no team. plugin: "file", "onlinetext". file: the name as the student knows it; empty
    for a folder.
    """

    name: str
    participant: str | None
    plugin: str
    file: str

    @property
    def submission_id(self) -> str:
        return f"{self.name}_{self.participant}" if self.participant else self.name


def canvas_file(filename: str) -> CanvasFile | None:
    """What a file's name says, if it is one of Canvas's."""
    found = _CANVAS_ANONYMOUS.fullmatch(filename) or _CANVAS.fullmatch(filename)
    if not found or not _is_word(found["name"]):
        return None
    upload = int(found["upload"] or 0)
    return CanvasFile(found["name"], found["user"], bool(found["late"]), upload, found["file"] or found["typed"])


def canvas_attempt(file: str) -> tuple[str, float]:
    """("01_linear.ipynb", 2) for "01_linear-2.ipynb": the name without what Canvas put into it, and the attempt."""
    found = _ATTEMPT.fullmatch(file)
    if not found:
        return file, 0
    return found["base"] + found["ending"], float(found["number"] or inf)


def moodle_name(name: str) -> MoodleName | None:
    """What the name of a folder or file says, if it is one of Moodle's."""
    found = _MOODLE.fullmatch(name)
    return MoodleName(found["name"], found["participant"], found["plugin"], found["file"] or "") if found else None


def canvas_names(names: Iterable[str]) -> dict[str, CanvasFile] | None:
    """Each name with what it says, if all are Canvas's: one name for each user, a number of its own for each file."""
    found = {name: canvas_file(name) for name in names}
    if not found or None in found.values():
        return None
    uploads = [file.upload for file in found.values() if file.upload]
    names_of = defaultdict(set)
    for file in found.values():
        names_of[file.user].add(file.name)
    distinct = len(set(uploads)) == len(uploads) and all(len(each) == 1 for each in names_of.values())
    return found if distinct else None


def moodle_names(names: Iterable[str]) -> dict[str, MoodleName] | None:
    """Each name with what it says, if all are Moodle's."""
    found = {name: moodle_name(name) for name in names}
    return found if found and None not in found.values() else None


def canvas_user(submission_id: str) -> str | None:
    """The Canvas ID in the id of a submission out of a Canvas download.

    Other ids may end in a number too: believe it where the gradebook has that user.
    """
    name, _, user = submission_id.rpartition("_")
    return user if name not in ("", "anon") and _is_number(user) and _is_word(name) else None


def moodle_participant(submission_id: str) -> str | None:
    """The participant's number in the id of a submission out of a Moodle download; see canvas_user."""
    name, _, participant = submission_id.rpartition("_")
    return participant if name and "_" not in name and _is_number(participant) else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _is_word(name: str) -> bool:
    """Whether it holds nothing but what Canvas leaves of a name: letters and their marks, digits, underscores."""
    return all(character == "_" or unicodedata.category(character)[0] in "LMN" for character in name)
