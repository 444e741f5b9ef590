"""Reads a table that an LMS exported, and writes it in the same manner: delimiter, line ends, byte order mark."""

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bpgrade.exports.common import ExportError
from bpgrade.output import printable

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Table:
    """A table with a header. rows: as long as the header at least; written is what was read but for changed cells."""

    name: str
    header: list[str]
    rows: list[list[str]]
    delimiter: str
    newline: str
    bom: bool

    def column(self, title: str) -> int | None:
        """The place of a column, None when there is none."""
        titles = [_title(each) for each in self.header]
        return titles.index(_title(title)) if _title(title) in titles else None

    def as_csv(self, columns: Sequence[int] | None = None) -> bytes:
        """The table as a file's content. columns: which ones, all when None."""
        text = io.StringIO()
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline)
        for row in [self.header, *self.rows]:
            writer.writerow(row if columns is None else [row[column] for column in columns])
        return (codecs.BOM_UTF8 if self.bom else b"") + text.getvalue().encode("utf-8")


def read(path: Path, needed: Iterable[str], what: str) -> Table:
    """Reads a CSV file. Case makes no difference to titles.

    Args:
        needed: titles of columns without which it is another kind of file.
        what: what the file should be, for the sentence of the error.
    Raises:
        ExportError: it cannot be read, is not CSV in UTF-8, or lacks a needed column.
    """
    name, needed = printable(str(path)), list(needed)
    data = _content(path, name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ExportError(f"{name} is not UTF-8 text: give {what} as it was downloaded, as a CSV file.") from None
    delimiter = max(_DELIMITERS, key=lambda each: len(_titles(text, each).intersection(map(_title, needed))))
    missing = [title for title in needed if _title(title) not in _titles(text, delimiter)]
    if missing:
        raise ExportError(f"{name} has no column {missing[0]!r}: give {what}.")
    header, *rows = _rows(text, delimiter, name)
    rows = [row + [""] * (len(header) - len(row)) for row in rows]
    return Table(name, header, rows, delimiter, "\r\n" if "\r\n" in text else "\n", data.startswith(codecs.BOM_UTF8))


def _content(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ExportError(f"{name} cannot be read: {error.strerror}.") from None


def _titles(text: str, delimiter: str) -> set[str]:
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return set()
    return set(map(_title, header))


def _title(text: str) -> str:
    return text.strip().casefold()


def _rows(text: str, delimiter: str, name: str) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as error:
        raise ExportError(f"{name} is not a CSV file: {error}.") from None


def amount(text: str) -> float | None:
    """A number as an LMS writes it, with a point or a comma before its decimals; None for anything else."""
    whole, mark, decimals = text.strip().replace(",", ".").rpartition(".")
    try:
        value = float(f"{whole.replace('.', '')}.{decimals}" if mark else decimals)
    except ValueError:
        return None
    return value if 0 <= value < 1e9 else None
