"""Zip archives that are damaged, or packed by a system with habits of its own."""

import io
import struct
import zipfile
from pathlib import Path

from bpgrade import reference
from bpgrade.intake import REQUIRED
from bpgrade.record import NOTEBOOKS, Status
from broken.making import packed, patched, right, stub, zipped
from broken.names import NOTHING, only, taken
from broken.registry import ALL, NOTEBOOK, Made, broken

PACK_AGAIN = "pack the notebooks into a new zip and hand that in."
NO_ZIP = f"homework.zip is damaged or not a zip archive: {PACK_AGAIN}"
DAMAGED = f"00_chain_rule.ipynb is damaged in its archive: {PACK_AGAIN}"


@broken(earns=ALL)
def plain_zip(_) -> Made:
    """The control: a zip with a folder in it."""
    return zipped({f"backprop/{NOTEBOOK}": right()})


@broken(
    earns=tuple(each for name in REQUIRED for each in NOTEBOOKS[name] if each in reference.points()),
    status=Status.GRADED,
)
def whole_submission(_) -> Made:
    """All notebooks, packed on a Mac: nothing is missing, and nothing is said."""
    members = {f"Abgabe Übung/{name}": right(name) for name in REQUIRED}
    return zipped(members | {f"__MACOSX/Abgabe Übung/._{name}": b"\0\5\x16\7" for name in REQUIRED})


@broken(earns=ALL)
def loose_zip(folder: Path) -> Made:
    """A zip among the folders of the class, named after its author."""
    folder.rmdir()
    folder.with_suffix(".zip").write_bytes(packed({NOTEBOOK: right()}))


@broken("00_chain_rule.ipynb is a folder, not a notebook: hand in the file itself.", earns=ALL)
def folder_called_notebook_in_a_zip(_) -> Made:
    """A folder called 00_chain_rule.ipynb with the notebook in it."""
    return zipped({f"{NOTEBOOK}/": b"", f"{NOTEBOOK}/{NOTEBOOK}": right()})


def _named(name: bytes, flags: int) -> bytes:
    """A zip of one notebook whose name is these bytes."""
    placeholder = "x" * len(name)
    data = packed({placeholder: right()})
    data = patched(data, placeholder.encode(), 6, 8, struct.pack("<H", flags))
    return data.replace(placeholder.encode(), name)


@broken(taken("00_chain_rule Lösung für Müller.ipynb"), earns=ALL)
def name_in_code_page_437(_) -> Made:
    """Umlauts as the Windows Explorer writes them."""
    return {"homework.zip": _named("00_chain_rule Lösung für Müller.ipynb".encode("cp437"), 0)}


@broken(taken("00_chain_rule Lösung für Müller.ipynb"), earns=ALL)
def name_in_utf_8(_) -> Made:
    """Umlauts in UTF-8, and the mark that says so."""
    return {"homework.zip": _named("00_chain_rule Lösung für Müller.ipynb".encode(), 0x800)}


@broken(taken("00_chain_rule Lösung für Müller.ipynb"), earns=ALL)
def name_in_utf_8_without_mark(_) -> Made:
    """Umlauts in UTF-8 without a mark, as macOS writes them."""
    return {"homework.zip": _named("00_chain_rule Lösung für Müller.ipynb".encode(), 0)}


@broken(DAMAGED, earns=("relu", "tanh", "sigmoid"))
def damaged_member(_) -> Made:
    """A byte of one notebook was flipped; the other is graded."""
    data = bytearray(packed({NOTEBOOK: right(), "02_relu.ipynb": right("02_relu.ipynb")}, method=zipfile.ZIP_STORED))
    data[1_000] ^= 0xFF
    return {"homework.zip": bytes(data)}


@broken(NO_ZIP)
def cut_off_zip(_) -> Made:
    """The end is missing, as after a broken upload."""
    return {"homework.zip": packed({NOTEBOOK: right()})[:-30]}


@broken(NO_ZIP)
def rar_called_zip(_) -> Made:
    """An archive of another kind, renamed."""
    return {"homework.zip": b"Rar!\x1a\x07\x01\x00" + bytes(1_000)}


@broken(NO_ZIP)
def notebook_called_zip(_) -> Made:
    """A notebook, renamed."""
    return {"homework.zip": right()}


@broken(NO_ZIP)
def zip_of_zero_bytes(_) -> Made:
    """Nothing in the file."""
    return {"homework.zip": b""}


@broken(NO_ZIP, earns=ALL)
def damaged_zip_beside_a_notebook(_) -> Made:
    """The zip cannot be opened, the notebook beside it can."""
    return {"homework.zip": b"PK", NOTEBOOK: right()}


@broken(NOTHING, status=Status.EMPTY)
def empty_zip(_) -> Made:
    """A zip without members."""
    return zipped({})


@broken(only('"00_chain_rule.py"'))
def zip_of_other_files(_) -> Made:
    """A zip with a script in it."""
    return zipped({"backprop/00_chain_rule.py": b"import numpy as np"})


@broken(earns=ALL)
def backslashes(_) -> Made:
    """Folders as old packers for Windows write them."""
    return zipped({f"home\\backprop\\{NOTEBOOK}": right()})


@broken(earns=ALL)
def resource_forks(_) -> Made:
    """What macOS packs along."""
    return zipped({NOTEBOOK: right(), f"__MACOSX/._{NOTEBOOK}": b"\0\5\x16\7", ".DS_Store": b"\0"})


@broken("00_chain_rule.ipynb is in the archive more than once: the later one was graded.", earns=ALL)
def same_name_twice(_) -> Made:
    """Two members of one name: the later one replaces the other, as when unpacked."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for data in (old := stub(), right()):
            info = zipfile.ZipInfo("x" * len(NOTEBOOK) if data is old else NOTEBOOK)
            archive.writestr(info, data)
    return {"homework.zip": file.getvalue().replace(b"x" * len(NOTEBOOK), NOTEBOOK.encode())}


@broken(earns=ALL)
def zip64(_) -> Made:
    """The format for archives above 4 GB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, archive.open(NOTEBOOK, "w", force_zip64=True) as member:
        member.write(right())
    return {"homework.zip": file.getvalue()}


@broken(earns=ALL)
def program_in_front(_) -> Made:
    """A zip that unpacks itself: a program in front, a comment at the end."""
    return {"homework.zip": b"MZ" + bytes(5_000) + packed({NOTEBOOK: right()}, comment=b"made by a packer")}
