"""bpgrade release: makes assignment/, the students' zip and their site from solution/."""

import sys
from pathlib import Path

from bpgrade.commands.errors import CommandError
from bpgrade.release import ASSIGNMENT, ReleaseError, clone_root, differences, generated, install, write_zip
from bpgrade.site import SiteError
from bpgrade.site.build import write_site


def add_parser(verbs) -> None:
    """The verb's options."""
    text = "Make the students' version from solution/, through nbgrader's generate_assignment. Run it inside a clone."
    verb = verbs.add_parser("release", description=text)
    verb.add_argument("--check", action="store_true", help="change nothing; exit 1 when assignment/ is not up to date")
    verb.add_argument("--zip", type=Path, metavar="FILE", help="also write one file to hand out to students")
    text = "with --zip: where students will find that file; each notebook in it begins with a cell for Google Colab"
    verb.add_argument("--colab", metavar="URL", help=text)
    text = "also write a static site that runs the notebooks in a browser (docs/site.md)"
    verb.add_argument("--site", type=Path, metavar="FOLDER", help=text)
    text = "for --site: folder or archive with Pyodide's files, may be given again (default: npm and pip fetch them)"
    verb.add_argument("--pyodide", type=Path, action="append", default=[], metavar="PATH", help=text)
    verb.set_defaults(run=run)


def run(options) -> int:
    """Make or check the release."""
    _require_a_place_for(options)
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
                write_zip(made, options.zip, options.colab)
            if options.site:
                write_site(made, options.site, options.pyodide)
    except (ReleaseError, SiteError, OSError) as error:
        raise CommandError(str(error)) from None
    print(f"{committed.relative_to(root)}: {f'{len(changed)} files changed' if changed else 'up to date'}")
    if options.zip:
        print(f"{options.zip}: {options.zip.stat().st_size / 1000:.0f} kB")
    if options.site:
        size = sum(path.stat().st_size for path in options.site.rglob("*") if path.is_file())
        print(f"{options.site}: {size / 1e6:.0f} MB; to look at it: python -m http.server --directory {options.site}")
    return 0


def _require_a_place_for(options) -> None:
    if options.pyodide and not options.site:
        raise CommandError("--pyodide needs --site FOLDER: nothing else holds Pyodide's files.")
    if options.colab and not options.zip:
        raise CommandError("--colab needs --zip FILE: the cell for Colab is in the notebooks of that file only.")
    if options.colab and not options.colab.startswith(("https://", "http://")):
        raise CommandError(f"{options.colab} is no address that a notebook could fetch: it must begin with https://.")


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
