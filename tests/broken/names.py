"""Right notebooks under odd names, in odd folders, twice, or not there at all."""

import os
import unicodedata
from pathlib import Path

from bpgrade.record import NOTEBOOKS, Status
from broken.making import of_sources, right, stub
from broken.registry import ALL, NOTEBOOK, Made, broken

RELU = "02_relu.ipynb"
NOTHING = "There is no notebook in this submission: hand in the notebooks 00 to 05."
NEXT_TIME = "hand it in as 00_chain_rule.ipynb next time."


def taken(name: str, clue: str = "its name") -> str:
    """The sentence about a notebook under another name."""
    return f'"{name}" was taken for 00_chain_rule.ipynb, going by {clue}: {NEXT_TIME}'


def only(shown: str) -> str:
    """The sentence about a submission of other files."""
    return f"There is no notebook in this submission, only {shown}: hand in the .ipynb files, as they are or in a zip."


@broken(taken("00_chain_rule (1).ipynb"), earns=ALL)
def renamed_by_a_browser(_) -> Made:
    """Downloaded twice."""
    return {"00_chain_rule (1).ipynb": right()}


@broken(taken("00_chain_rule-Copy1.ipynb"), earns=ALL)
def renamed_by_jupyterlab(_) -> Made:
    """Duplicated in JupyterLab."""
    return {"00_chain_rule-Copy1.ipynb": right()}


@broken(taken("Chain Rule FINAL v2.ipynb"), earns=ALL)
def renamed_by_hand(_) -> Made:
    """Only the topic is left of the name."""
    return {"Chain Rule FINAL v2.ipynb": right()}


@broken(taken("homework.ipynb", "the test cells in it"), earns=ALL)
def renamed_beyond_recognition(_) -> Made:
    """Nothing in the name speaks of the exercise; its test cells do."""
    return {"homework.ipynb": right()}


@broken(taken("00_CHAIN_RULE.IPYNB"), earns=ALL)
def upper_case(_) -> Made:
    """A file system that shouts."""
    return {"00_CHAIN_RULE.IPYNB": right()}


@broken(taken("00_chain_rule.ipynb.txt"), earns=ALL)
def called_text(_) -> Made:
    """A browser took the notebook for text and added .txt."""
    return {"00_chain_rule.ipynb.txt": right()}


@broken(taken("00_chain_rule.ipynb.json"), earns=ALL)
def called_json(_) -> Made:
    """A browser took the notebook for JSON and added .json."""
    return {"00_chain_rule.ipynb.json": right()}


@broken(taken("00_chain_rule \ufffd[31m<b>&amp;.ipynb"), earns=ALL)
def name_with_commands(_) -> Made:
    """HTML and a terminal's commands in the name."""
    return {"00_chain_rule \x1b[31m<b>&amp;.ipynb": right()}


@broken(taken("00_chain_rule\ufffd.ipynb"), earns=ALL)
def name_that_is_no_utf_8(folder: Path) -> Made:
    """A name in the code page of another system."""
    (folder / os.fsdecode(b"00_chain_rule\xfc.ipynb")).write_bytes(right())


@broken(taken("00_chain_rule Übung.ipynb"), earns=ALL)
def name_in_two_parts(_) -> Made:
    """An umlaut as a letter and its dots, as macOS writes it; shown as one."""
    return {unicodedata.normalize("NFD", "00_chain_rule Übung.ipynb"): right()}


@broken(
    'Two files fit 00_chain_rule.ipynb: "00_chain_rule.ipynb" was graded because it has the exact name, '
    '"00_chain_rule (1).ipynb" was not.',
    earns=ALL,
)
def two_candidates(_) -> Made:
    """The right name and a copy."""
    return {NOTEBOOK: right(), "00_chain_rule (1).ipynb": stub()}


@broken(
    'Two files fit 00_chain_rule.ipynb: "00_chain_rule (2).ipynb" was graded because it was saved last, '
    '"00_chain_rule (1).ipynb" was not.',
    taken("00_chain_rule (2).ipynb"),
    earns=ALL,
)
def two_copies(folder: Path) -> Made:
    """Two copies and no original: the later one counts."""
    for age, (name, data) in enumerate([("00_chain_rule (2).ipynb", right()), ("00_chain_rule (1).ipynb", stub())]):
        (folder / name).write_bytes(data)
        os.utime(folder / name, (1_700_000_000 - age, 1_700_000_000 - age))


@broken(
    'Two files fit 00_chain_rule.ipynb: "00_chain_rule.ipynb" was graded because it lies in fewer folders, '
    '"old/00_chain_rule.ipynb" was not.',
    earns=ALL,
)
def an_older_version_in_a_folder(_) -> Made:
    """The same name twice, once in a folder."""
    return {NOTEBOOK: right(), "old/00_chain_rule.ipynb": stub()}


@broken(
    "00_chain_rule.ipynb is an empty file: hand in the notebook you worked in.",
    taken("00_chain_rule (1).ipynb"),
    earns=ALL,
)
def an_empty_file_and_a_copy(_) -> Made:
    """The file with the right name is empty, its copy is whole."""
    return {NOTEBOOK: b"", "00_chain_rule (1).ipynb": right()}


@broken(
    'Not graded, as neither name nor test cells fit an exercise that lacks a notebook: "notes.ipynb", "scratch.ipynb".',
    earns=ALL,
)
def extra_notebooks(_) -> Made:
    """Notes and a scratch pad beside the exercise."""
    return {NOTEBOOK: right(), "notes.ipynb": of_sources("# notes"), "scratch.ipynb": stub()}


@broken(
    "180 more sentences about 00_chain_rule.ipynb were left out.",
    *(f"00_chain_rule ({n}).ipynb is an empty file: hand in the notebook you worked in." for n in range(1, 21)),
)
def two_hundred_candidates(folder: Path) -> Made:
    """200 empty copies: twenty sentences are enough."""
    for number in range(1, 201):
        path = folder / f"00_chain_rule ({number}).ipynb"
        path.write_bytes(b"")
        os.utime(path, (1_700_000_000 - number, 1_700_000_000 - number))


@broken("00_chain_rule.ipynb is a folder, not a notebook: hand in the file itself.")
def folder_called_notebook(folder: Path) -> Made:
    """A folder called 00_chain_rule.ipynb, with nothing in it."""
    (folder / NOTEBOOK).mkdir()


@broken("00_chain_rule.ipynb is a folder, not a notebook: hand in the file itself.", earns=ALL)
def notebook_in_folder_of_its_name(_) -> Made:
    """A folder called 00_chain_rule.ipynb with the notebook in it, as some unpackers make it."""
    return {f"{NOTEBOOK}/{NOTEBOOK}": right()}


@broken("00_chain_rule.ipynb is a link, and links are not followed: hand in the file itself.", earns=NOTEBOOKS[RELU])
def link_to_another_student(folder: Path) -> Made:
    """A link to somebody else's notebook, beside one of the student's own."""
    (folder / NOTEBOOK).symlink_to("../nothing-odd/00_chain_rule.ipynb")
    return {RELU: right(RELU)}


@broken("work is a link, and links are not followed: hand in the file itself.", earns=NOTEBOOKS[RELU])
def link_to_another_folder(folder: Path) -> Made:
    """A link to somebody else's folder, beside a notebook of the student's own."""
    (folder / "work").symlink_to("../nothing-odd", target_is_directory=True)
    return {RELU: right(RELU)}


@broken("00_chain_rule.ipynb is a link, and links are not followed: hand in the file itself.")
def link_to_nowhere(folder: Path) -> Made:
    """A link whose target was not handed in."""
    (folder / NOTEBOOK).symlink_to("/home/me/00_chain_rule.ipynb")


@broken("00_chain_rule.ipynb is not a regular file: hand in the file itself.")
def pipe(folder: Path) -> Made:
    """A named pipe, at which a careless reader waits for ever."""
    os.mkfifo(folder / NOTEBOOK)


@broken(earns=ALL)
def deep_in_folders(_) -> Made:
    """Ten folders, one in another."""
    return {"/".join(["folder"] * 10) + f"/{NOTEBOOK}": right()}


@broken(earns=ALL)
def leftovers_of_editors(_) -> Made:
    """Checkpoints, resource forks and caches beside the notebook."""
    names = [
        ".ipynb_checkpoints/00_chain_rule-checkpoint.ipynb",
        "._00_chain_rule.ipynb",
        "__pycache__/00_chain_rule.ipynb",
    ]
    return {NOTEBOOK: right()} | dict.fromkeys(names, b"")


@broken(NOTHING, status=Status.EMPTY)
def checkpoints_alone(_) -> Made:
    """Only what Jupyter keeps for itself."""
    return {".ipynb_checkpoints/00_chain_rule-checkpoint.ipynb": right()}


@broken(NOTHING, status=Status.EMPTY)
def nothing_at_all(_) -> Made:
    """An empty folder."""


@broken(only('"00_chain_rule.py", "report.pdf"'))
def other_files(_) -> Made:
    """The notebook exported as a script, and a PDF."""
    return {"00_chain_rule.py": b"import numpy as np\n", "report.pdf": b"%PDF-1.7"}


@broken(only('"homework.rar"'))
def rar(_) -> Made:
    """An archive of a kind that is not opened."""
    return {"homework.rar": b"Rar!\x1a\x07\x01\x00"}


@broken(only('"loose-7z.7z"'))
def loose_7z(folder: Path) -> Made:
    """An archive of a kind that is not opened, not even in a folder: its author must not vanish from the class."""
    folder.rmdir()
    folder.with_suffix(".7z").write_bytes(b"7z\xbc\xaf\x27\x1c")


@broken(taken("loose-notebook.ipynb", "the test cells in it"), earns=ALL)
def loose_notebook(folder: Path) -> Made:
    """A notebook among the folders of the class, named after its author."""
    folder.rmdir()
    folder.with_suffix(".ipynb").write_bytes(right())
