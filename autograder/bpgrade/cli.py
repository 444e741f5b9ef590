"""The command bpgrade: one verb per file in bpgrade.commands."""

import argparse
import signal
import sys
from importlib import import_module

from bpgrade import __version__, stopping
from bpgrade.commands.errors import DEGRADED, FAILED, CommandError
from bpgrade.stopping import STOPPED

# verb -> what `bpgrade --help` says about it; the module of the same name is imported when the verb is chosen
VERBS = {
    "grade": "grade submissions",
    "validate": "run the public checks of notebooks",
    "demo": "try everything, offline",
    "report": "write a page about a class",
    "export": "write grades for Canvas, Moodle, Gradescope and others",
    "gradescope": "make an autograder for Gradescope",
    "release": "make the students' version",
    "selftest": "prove the grader's verdicts on planted submissions",
}


class _Late(argparse.ArgumentParser):
    """Stands for a verb until it is chosen: importing them all takes long, and an export needs no grader."""

    def parse_known_args(self, args=None, namespace=None):
        verb = self.prog.rpartition(" ")[2]
        chosen = argparse.ArgumentParser(prog="bpgrade").add_subparsers()
        import_module(f"bpgrade.commands.{verb}").add_parser(chosen)
        return chosen.choices[verb].parse_known_args(args, namespace)


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(prog="bpgrade", description="Grades hand-written backpropagation behind a wall.")
    top.add_argument("--version", action="version", version=f"bpgrade {__version__}")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="VERB", parser_class=_Late)
    for verb, text in VERBS.items():
        verbs.add_parser(verb, help=text)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb.

    Args:
        arguments: those of this process when None; then Ctrl-C and SIGTERM are seen to as well.
    Returns:
        Exit status: 0 everything was done; 1 something could not be; 2 bad usage; 3 degraded wall; 130 stopped.
    """
    if arguments is not None:
        return carry_out(parser().parse_args(arguments))
    _on_stop(stopping.stop_at_once)  # an exception might come to grief in the middle of an import
    options = parser().parse_args()
    _on_stop(signal.default_int_handler)
    status = carry_out(options)
    _on_stop(stopping.stop_at_once)
    return status


def _on_stop(handler):
    for number in stopping.SIGNALS:
        signal.signal(number, handler)


def carry_out(options: argparse.Namespace) -> int:
    """Run what `options.run` says; whatever stops it is one sentence, and an exit status."""
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
