"""Lists a zip archive and unpacks members into memory: no trust in its headers, nothing put on disk."""

import io
import re
import stat
import struct
import zipfile
import zlib
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from bpgrade.intake.decoding import MIB, Unreadable
from bpgrade.intake.entries import MAX_ENTRIES, folder_sentence, is_ignored, is_relevant, link_sentence
from bpgrade.intake.handed import Found, Handed
from bpgrade.intake.names import is_notebook_name
from bpgrade.intake.times import is_stamp, member_time
from bpgrade.output import printable

# zipfile reads the whole table of contents at once; this holds 10,000 entries with long names.
TABLE_BYTES = 4 * MIB

_CHUNK = 1 << 16
_PACK_AGAIN = "pack the notebooks into a new zip and hand that in"
_ENCRYPTED, _UTF_8 = 0x1, 0x800  # bits of a member's flags
_DRIVE = re.compile(r"[A-Za-z]:")
# The exceptions that zipfile and zlib let out on damaged archives.
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, RuntimeError,
    IndexError,
)  # fmt: skip


def list_archive(file: BinaryIO, name: str, max_entries: int = MAX_ENTRIES) -> Found:
    """Every notebook and archive in the zip `file`, which has to stay open while they are read.

    Args:
        name: the archive's name, for the sentences.
    Raises:
        Unreadable: damaged, no zip at all, or more than `max_entries` members.
    """
    name = printable(name)
    try:
        archive = zipfile.ZipFile(_Guarded(file))
    except Unreadable:
        raise Unreadable(_too_many(name, max_entries)) from None
    except _DAMAGE:
        raise Unreadable(f"{name} is damaged or not a zip archive: {_PACK_AGAIN}.") from None
    members = archive.infolist()
    if len(members) > max_entries:
        raise Unreadable(_too_many(name, max_entries))
    listing = Found(members=len(members))
    for member in members:
        _add(archive, member, listing)
    listing.entries.reverse()  # of two members of one name the later one replaces the other, as when unpacked
    return listing


def _too_many(name: str, max_entries: int) -> str:
    return f"{name} has more than {max_entries} entries, too many to read: keep the notebooks only."


def _add(archive: zipfile.ZipFile, member: zipfile.ZipInfo, listing: Found) -> None:
    raw = _name(member)
    name = printable(raw)
    path = PurePosixPath(raw)
    if path.is_absolute() or _DRIVE.match(raw) or ".." in path.parts:
        sentence = f"{name} was ignored, as its name points outside the archive: {_PACK_AGAIN}."
        listing.problems.append((PurePosixPath(path.name or "archive"), sentence))
    elif not path.parts or any(is_ignored(part) for part in path.parts):
        return
    elif raw.endswith("/"):
        _add_folder(path, listing)
    elif stat.S_ISLNK(member.external_attr >> 16):
        listing.problems.append((path, link_sentence(name)))
    else:
        listing.add_folder(path.parent)
        modified, zoned = member_time(member)
        entry = Handed(path, modified, partial(_unpack, archive, member, printable(path.name)), zoned)
        if is_relevant(raw):
            listing.entries.append(entry)
        else:
            listing.add_other(path)
            if is_stamp(path.name):
                listing.stamps.append(entry)


def _name(member: zipfile.ZipInfo) -> str:
    """The name that the archive's author sees, with slashes.

    Names without the mark for UTF-8 are in code page 437, says the standard; macOS writes UTF-8 and sets no mark.
    """
    name = member.filename
    if not member.flag_bits & _UTF_8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _add_folder(path: PurePosixPath, listing: Found) -> None:
    if is_notebook_name(path.name):
        listing.problems.append((path, folder_sentence(printable(path.name))))
    else:
        listing.add_folder(path)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limit: int) -> BinaryIO:
    if member.flag_bits & _ENCRYPTED:
        raise Unreadable(f"{name} is protected by a password: pack the notebooks without one.")
    # Other methods may claim gigabytes of memory for their dictionary before the first byte comes out.
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Unreadable(f"{name} is packed with a method other than deflate: {_PACK_AGAIN}.")
    unpacked = io.BytesIO()
    try:
        with archive.open(member) as source:
            while unpacked.tell() < limit and (chunk := source.read(min(_CHUNK, limit - unpacked.tell()))):
                unpacked.write(chunk)
    except (*_DAMAGE, Unreadable):
        raise Unreadable(f"{name} is damaged in its archive: {_PACK_AGAIN}.") from None
    unpacked.seek(0)
    return unpacked


class _Guarded(io.RawIOBase):
    """The archive's file, refusing reads larger than the table of contents may be."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        if size > TABLE_BYTES:
            raise Unreadable("too large a table of contents")
        return self._file.read(size if size >= 0 else TABLE_BYTES)
