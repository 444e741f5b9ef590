"""bpgrade report: one page about a class."""

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from bpgrade.commands.errors import FAILED, USAGE, CommandError
from bpgrade.output import printable
from bpgrade.reports import class_report
from bpgrade.reports.class_figures import ClassFigures
from bpgrade.reports.graded import Graded, GradedError
from bpkit.files import write_atomically

EVERY = 1000  # reports, between two lines about progress


def add_parser(verbs) -> None:
    """The verb's options."""
    text = (
        "Write one page about a class, for staff: scores, commonest mistakes, how the hidden tests did, all students."
    )
    verb = verbs.add_parser("report", description=text)
    verb.add_argument("graded", type=Path, metavar="GRADED", help="the folder that bpgrade grade wrote")
    verb.add_argument("--out", type=Path, metavar="FILE", help="the page (default: class.html in that folder)")
    verb.set_defaults(run=run)


def run(options) -> int:
    """Read, write, and say where the page is. Exit status 1 when a report could not be read."""
    out = options.out or options.graded / "class.html"
    try:
        graded = Graded(options.graded)
        _try_to_write(out)
        figures = _read(graded)
    except GradedError as error:
        raise CommandError(str(error)) from None
    with _writing_to(out, FAILED):
        write_atomically(out, class_report.render(figures, graded.problems, _way(out, options.graded)))
    for problem in graded.problems:
        print(f"bpgrade: {problem}", file=sys.stderr)
    count = len(figures.students)
    print(f"class report of {count} submission{'' if count == 1 else 's'}, for staff only: {out}")
    return FAILED if graded.problems else 0


def _read(graded: Graded) -> ClassFigures:
    """The figures of a class; a large one is minutes of reading, so now and then a line says how far it is."""
    figures = ClassFigures()
    for count, (folder, report) in enumerate(graded.items(), 1):
        figures.add(report, folder)
        if count % EVERY == 0:
            print(f"{count} reports are read", file=sys.stderr, flush=True)
    return figures


def _try_to_write(out: Path) -> None:
    """Find out before the work, not after it, whether the page can be written."""
    with _writing_to(out, USAGE):
        if out.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        with tempfile.TemporaryFile(dir=out.parent):
            pass


@contextmanager
def _writing_to(out: Path, status: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        place = printable(str(out))
        raise CommandError(f"The class report cannot be written to {place}: {error.strerror}.", status) from None


def _way(out: Path, graded: Path) -> str:
    """The URL that leads from the page to the graded folder: "", or a path that ends in /."""
    way = os.path.relpath(graded.resolve(), out.resolve().parent)
    return "" if way == os.curdir else quote(os.fsencode(way)) + "/"
