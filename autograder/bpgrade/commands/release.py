"""bpgrade release: makes assignment/ and the students' zip from solution/."""

import sys
from pathlib import Path

from bpgrade.commands.errors import CommandError
from bpgrade.release import ASSIGNMENT, ReleaseError, clone_root, differences, generated, install, write_zip


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Make the students' version from solution/, through nbgrader's generate_assignment. Run it inside a clone."
    verb = verbs.add_parser("release", description=text)
    verb.add_argument("--check", action="store_true", help="change nothing; exit 1 when assignment/ is not up to date")
    verb.add_argument("--zip", type=Path, metavar="FILE", help="also write one file to hand out to students")
    verb.set_defaults(run=run)


def run(options) -> int:
    """Make or check the release."""
    try:
        root = clone_root(Path.cwd())
        committed = root / "assignment" / ASSIGNMENT
        with generated(root) as made:
            changed = differences(made, committed)
            if options.check:
                return _report(changed)
            if changed:
                install(made, committed)
            if options.zip:
                write_zip(made, options.zip)
    except (ReleaseError, OSError) as error:
        raise CommandError(str(error)) from None
    print(f"{committed.relative_to(root)}: {f'{len(changed)} files changed' if changed else 'up to date'}")
    if options.zip:
        print(f"{options.zip}: {options.zip.stat().st_size / 1000:.0f} kB")
    return 0


def _report(changed: list[str]) -> int:
    for sentence in changed:
        print(f"assignment/{ASSIGNMENT}/{sentence}", file=sys.stderr)
    if changed:
        print(
            "assignment/ is not what solution/ gives: run bpgrade release and commit what it changes.", file=sys.stderr
        )
        return 1
    print("assignment/ is what solution/ gives")
    return 0
