"""bpgrade validate: the public checks of notebooks, behind the wall, with an exit status that can be trusted."""

import sys
from contextlib import closing
from pathlib import Path

from bpgrade.commands.errors import FAILED, CommandError
from bpgrade.commands.values import seconds
from bpgrade.intake import UsageError
from bpgrade.intake.named import find_named
from bpgrade.output import printable, say
from bpgrade.public_checks import Checker, Verdict, public_checks
from bpgrade.session import CALL_SECONDS
from bpgrade.wall.build import LETTERS, build_wall

_NO_WALL = "The checks run without a wall: name only notebooks that you trust."


def add_parser(verbs) -> None:
    """The verb's options."""
    text = (
        "Run the check of every test cell on what notebooks define, without a kernel. "
        "Exit status: 0 all pass; 1 some do not, or a notebook is missing or cannot be read; 2 bad usage."
    )
    verb = verbs.add_parser("validate", description=text)
    verb.add_argument("paths", nargs="+", type=Path, metavar="NOTEBOOK", help="a notebook, or a folder of them")
    verb.add_argument("--isolation", choices=LETTERS, default="A", help="strongest level to try (default: A, full)")
    verb.add_argument(
        "--time-limit", type=seconds, default=CALL_SECONDS, metavar="SECONDS",
        help=f"what one check may take (default: {CALL_SECONDS:g})",
    )  # fmt: skip
    verb.set_defaults(run=run)


def run(options) -> int:
    """Check, and say what became of each check as soon as it is known."""
    try:
        named = find_named(options.paths)
    except UsageError as error:
        raise CommandError(str(error)) from None
    known = [each for each in named if each.exercise in public_checks()]
    if not known:
        exercises = " and ".join(each.exercise for each in named)
        raise CommandError(f"There is nothing to check in {exercises}: bpgrade knows no test cell of it.")
    for each in known:
        if each.exercise in each.books:
            _warn(*each.problems)
    with closing(build_wall(options.isolation, allow_degraded=True)) as wall:
        if wall.level.letter == "D":
            _warn(_NO_WALL)
        passed = [verdict.passed for verdict in _printed(wall, known, options.time_limit)]
    print(f"{sum(passed)} of {len(passed)} checks pass")
    return 0 if all(passed) else FAILED


def _printed(wall, named, time_limit):
    """The verdicts on all checks, each printed before the next is run."""
    shown = _names(named)
    exercises = [check.exercise for each in named for check in public_checks()[each.exercise]]
    widths = max(map(len, shown.values())), max(map(len, exercises))
    for each in named:
        for check, verdict in _verdicts(wall, each, time_limit):
            say(f"{shown[each.path]:{widths[0]}}  {check.exercise:{widths[1]}}  {verdict.state}")
            for line in verdict.lines:
                say(f"    {line}")
            yield verdict


def _verdicts(wall, named, time_limit):
    checks = public_checks()[named.exercise]
    if named.exercise not in named.books:
        state = "the notebook is missing" if named.missing else "the notebook cannot be read"
        yield from ((check, Verdict(state, named.problems)) for check in checks)
        return
    with closing(Checker(wall, named.exercise, named.books, time_limit)) as checker:
        yield from ((check, checker.run(check)) for check in checks)


def _names(named):
    """How each path is called: by its name alone, where all lie in one folder."""
    one_folder = len({each.path.parent for each in named}) == 1
    return {each.path: printable(each.path.name if one_folder else str(each.path)) for each in named}


def _warn(*sentences):
    for sentence in sentences:
        print(f"bpgrade: {sentence}", file=sys.stderr)
