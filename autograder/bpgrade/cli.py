"""The command bpgrade: one verb per file in bpgrade.commands."""

import argparse
import sys

from bpgrade import __version__
from bpgrade.commands import demo, grade, release, selftest
from bpgrade.commands.errors import CommandError


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="bpgrade", description="Grades hand-written backpropagation behind a wall.")
    top.add_argument("--version", action="version", version=f"bpgrade {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in (grade, demo, release, selftest):
        verb.add_parser(verbs)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exit status: 0 everything was done; 1 something could not be; 2 bad usage; 3 degraded wall."""
    options = parser().parse_args(arguments)
    try:
        return options.run(options)
    except CommandError as error:
        print(f"bpgrade: {error}", file=sys.stderr)
        return error.status
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        return 0
    except KeyboardInterrupt:
        print("bpgrade: stopped.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
