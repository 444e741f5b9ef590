"""bpgrade export: grades in the forms that other systems take."""

import argparse
import sys
from pathlib import Path

from bpgrade import reference
from bpgrade.commands.errors import FAILED, USAGE, CommandError
from bpgrade.exports.common import ExportError, ungraded_answers
from bpgrade.exports.formats import FORMATS
from bpgrade.output import printable, say
from bpgrade.reports.graded import Graded, GradedError


def add_parser(verbs) -> None:
    """The verb's options: those of each format."""
    text = "Write the grades of a folder that bpgrade grade wrote, for another system."
    verb = verbs.add_parser("export", description=text)
    formats = verb.add_subparsers(dest="format", required=True, metavar="FORMAT")
    for name, module in FORMATS.items():
        each = formats.add_parser(name, help=module.HELP, description=f"Write {module.HELP}.")
        each.add_argument("graded", type=Path, metavar="GRADED", help="the folder that bpgrade grade wrote")
        if module.OUT:
            each.add_argument("--out", type=Path, help=f"what to write (default: {module.OUT} in GRADED)")
        module.add_options(each)
    verb.set_defaults(run=run, out=None, reference_notebooks=reference.folder())


def run(options: argparse.Namespace) -> int:
    """Exit status 0 when every score is in the result, 1 when some are not, 2 when nothing was written."""
    module = FORMATS[options.format]
    out = options.out or (options.graded / module.OUT if module.OUT else None)
    try:
        graded = Graded(options.graded)
        if out and not out.parent.is_dir():
            raise CommandError(f"{printable(str(out.parent))} is not a folder: --out names something in one.", USAGE)
        done = module.export(graded, out, options)
    except (GradedError, ExportError) as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{printable(str(out))} cannot be written: {error.strerror}.", FAILED) from None
    lost = [*graded.problems, *done.left_out]
    for sentence in filter(None, [*lost, *done.remarks, ungraded_answers(*graded.waiting)]):
        print(f"bpgrade: {sentence}", file=sys.stderr)
    say(f"{done.place or printable(str(out), 4_000)}: {done.summary}")
    return FAILED if lost else 0
