"""Lists a folder: regular files only, symbolic links not followed."""

import os
import stat
import time
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from bpgrade.intake.decoding import Unreadable
from bpgrade.intake.entries import MAX_ENTRIES, folder_sentence, is_ignored, is_relevant, link_sentence
from bpgrade.intake.handed import Found, Handed
from bpgrade.intake.names import is_notebook_name
from bpgrade.intake.times import is_stamp
from bpgrade.output import printable


def list_folder(folder: Path) -> Found:
    """Every notebook and archive below `folder`; each folder at the top may hold MAX_ENTRIES files.

    Raises:
        OSError: `folder` itself cannot be listed.
    """
    listing = Found()
    for item in _sorted_items(folder):
        relative = PurePosixPath(item.name)
        _add(item, relative, listing)
        if item.is_dir(follow_symlinks=False):
            _walk(Path(item.path), relative, listing)
    return listing


def file_entry(path: Path, relative: PurePosixPath) -> Handed:
    """A regular file as an entry. Raises OSError."""
    return Handed(relative, tuple(time.gmtime(os.lstat(path).st_mtime)[:6]), lambda limit: _open_regular(path))


def _walk(top: Path, relative: PurePosixPath, listing: Found) -> None:
    seen = 0
    pending = [(top, relative)]
    while pending:
        folder, relative = pending.pop()
        try:
            items = _sorted_items(folder)
        except OSError as error:
            sentence = f"The folder {printable(relative.name)} cannot be read: {error.strerror}."
            listing.problems.append((relative, sentence))
            continue
        for item in items:
            seen += 1
            if seen > MAX_ENTRIES:
                sentence = f"Only the first {MAX_ENTRIES} files were looked at: hand in the notebooks only."
                listing.problems.append((relative, sentence))
                return
            _add(item, relative / item.name, listing)
            if item.is_dir(follow_symlinks=False):
                pending.append((Path(item.path), relative / item.name))


def _sorted_items(folder: Path) -> list[os.DirEntry]:
    with os.scandir(folder) as items:
        return sorted((item for item in items if not is_ignored(item.name)), key=lambda item: item.name)


def _add(item: os.DirEntry, relative: PurePosixPath, listing: Found) -> None:
    name = printable(item.name)
    if item.is_symlink():
        if is_relevant(item.name) or item.is_dir():
            listing.problems.append((relative, link_sentence(name)))
    elif item.is_dir() and is_notebook_name(item.name):
        listing.problems.append((relative, folder_sentence(name)))
    elif item.is_dir():
        listing.add_folder(relative)
    elif not is_relevant(item.name):
        listing.add_other(relative)
        if is_stamp(item.name) and item.is_file():
            listing.stamps.append(file_entry(Path(item.path), relative))
    elif not item.is_file():
        listing.problems.append((relative, f"{name} is not a regular file: hand in the file itself."))
    else:
        listing.entries.append(file_entry(Path(item.path), relative))


def _open_regular(path: Path) -> BinaryIO:
    try:
        # Without O_NONBLOCK, a pipe put in the file's place meanwhile would stop the grader for ever.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(f"{printable(path.name)} cannot be read: {error.strerror}.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(f"{printable(path.name)} is not a regular file: hand in the file itself.")
    return os.fdopen(descriptor, "rb")
