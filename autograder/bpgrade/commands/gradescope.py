"""bpgrade gradescope: an autograder for Gradescope, and what it does there."""

import argparse
import sys
from pathlib import Path

from bpgrade.answers import AnswersError
from bpgrade.commands.errors import FAILED, CommandError
from bpgrade.commands.values import seconds
from bpgrade.gradescope import layout
from bpgrade.gradescope.build import BuildError, build
from bpgrade.gradescope.run import check, run, unconfined
from bpgrade.output import printable
from bpgrade.secret import load_secret
from bpgrade.session import CALL_SECONDS
from bpgrade.wall.build import LETTERS
from bpgrade.wall.levels import WallError
from bpkit.files import write_atomically


def add_parser(verbs) -> None:
    """The verb's options."""
    verb = verbs.add_parser("gradescope", description="Make an autograder for Gradescope; see docs/gradescope.md.")
    what = verb.add_subparsers(dest="what", required=True, metavar="WHAT")
    _add_build(what)
    for name, function, text in (
        ("run", _run, "what run_autograder calls: grade ROOT/submission into ROOT/results/results.json"),
        ("check", _check, "what setup.sh calls: grade the reference solution with what ROOT/source holds"),
    ):
        inside = what.add_parser(name, help=text, description=f"In Gradescope's container, {text}.")
        inside.add_argument("--root", type=Path, default=layout.ROOT, help=f"default: {layout.ROOT}")
        inside.add_argument("--isolation", choices=LETTERS, default="A", help="strongest level to try (default: A)")
        inside.set_defaults(run=function)


def _add_build(what) -> None:
    text = "make the zip that you upload to Gradescope"
    parser = what.add_parser("build", help=text, description=f"{text[0].upper()}{text[1:]}.")
    parser.add_argument("--out", type=Path, default=Path("autograder.zip"), help="default: autograder.zip")
    parser.add_argument("--secret-file", type=Path, help="the secret that hidden inputs are drawn from")
    parser.add_argument(
        "--time-limit", type=seconds, default=CALL_SECONDS, metavar="SECONDS",
        help=f"what one call of student code may take (default: {CALL_SECONDS:g})",
    )  # fmt: skip
    parser.set_defaults(run=_build)


def _build(options: argparse.Namespace) -> int:
    """Write the zip, and say what to set on Gradescope."""
    shown = printable(str(options.out), 4_000)
    if not options.out.parent.is_dir():
        raise CommandError(f"{printable(str(options.out.parent))} is not a folder: --out names something in one.")
    if options.out.is_dir():
        raise CommandError(f"{shown} is a folder: --out names the zip file.")
    try:
        built = build(load_secret(options.secret_file), options.time_limit)
    except BuildError as error:
        raise CommandError(str(error)) from None
    except (OSError, ValueError) as error:
        raise CommandError(f"The secret cannot be read: {error}") from None
    try:
        write_atomically(options.out, built.content)
    except OSError as error:
        raise CommandError(f"{shown} cannot be written: {error.strerror}.", FAILED) from None
    print(f"{shown}: {len(built.content) / 1000:.0f} kB, with answers to {built.questions} questions in place of torch")
    print(f"It holds your secret: do not show it to students. On Gradescope set {built.points:g} autograder points")
    print(f"and a timeout of at least {built.minutes} minutes. docs/gradescope.md has the steps.")
    return 0


def _run(options: argparse.Namespace) -> int:
    """Exit status 0 when results.json is there, whatever it says."""
    try:
        lines = run(options.root, options.isolation)
    except OSError as error:
        path = printable(str(options.root / layout.RESULTS))
        raise CommandError(f"{path} cannot be written: {error.strerror}.", FAILED) from None
    print("\n".join(lines))
    return 0


def _check(options: argparse.Namespace) -> int:
    """Exit status 0 when submissions can be graded here, 1 otherwise."""
    try:
        lines, faults = check(options.root, options.isolation)
    except WallError as error:
        raise CommandError(unconfined(error), FAILED) from None
    except (OSError, ValueError, KeyError, AnswersError) as error:
        source = printable(str(options.root / layout.SOURCE))
        raise CommandError(f"{source} is not what autograder.zip holds: {error}", FAILED) from None
    print("\n".join(lines))
    for fault in faults:
        print(f"bpgrade: {fault}", file=sys.stderr)
    return FAILED if faults else 0
