"""The command bpgrade: one verb per file in bpgrade.commands."""

import argparse
import os
import signal
import sys

from bpgrade import __version__
from bpgrade.commands.errors import DEGRADED, FAILED, STOPPED, CommandError


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    from bpgrade.commands import demo, grade, release, selftest  # takes seconds: torch comes along

    top = argparse.ArgumentParser(prog="bpgrade", description="Grades hand-written backpropagation behind a wall.")
    top.add_argument("--version", action="version", version=f"bpgrade {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB")
    for verb in (grade, demo, release, selftest):
        verb.add_parser(verbs)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb.

    Args:
        arguments: those of this process when None; then Ctrl-C and SIGTERM are seen to as well.
    Returns:
        Exit status: 0 everything was done; 1 something could not be; 2 bad usage; 3 degraded wall; 130 stopped.
    """
    if arguments is not None:
        return _run(parser().parse_args(arguments))
    _on_stop(_stop_at_once)  # an exception might come to grief in the middle of an import
    options = parser().parse_args()
    _on_stop(signal.default_int_handler)
    status = _run(options)
    _on_stop(_stop_at_once)
    return status


def _on_stop(handler):
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, handler)


def _stop_at_once(number, frame):
    os.write(2, b"bpgrade: stopped.\n")
    os._exit(STOPPED)


def _run(options):
    from bpgrade.wall.build import Degraded
    from bpgrade.wall.levels import WallError

    try:
        return options.run(options)
    except CommandError as error:
        return _failed(str(error), error.status)
    except WallError as error:
        return _failed(str(error), DEGRADED if isinstance(error, Degraded) else FAILED)
    except KeyboardInterrupt:
        return _failed("stopped.", STOPPED)
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = None
        return 0


def _failed(sentence, status):
    print(f"bpgrade: {sentence}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
