"""bpgrade export as a command: light, uniform, and honest about what it left out."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import bpgrade.commands
from bpgrade.cli import VERBS, main
from bpgrade.exports.formats import FORMATS
from graded_class import export, report, save

HEAVY = ("torch", "pytest", "nbgrader", "bpgrade.classroom", "bpgrade.grading")


def modules_after(*arguments):
    """Which modules of HEAVY a process has imported after `bpgrade` with these arguments, and its exit status."""
    code = (
        "import sys\nfrom bpgrade.cli import main\n"
        "try:\n    status = main(sys.argv[1:])\nexcept SystemExit as error:\n    status = error.code\n"
        f"print('seen', [name for name in {HEAVY} if name in sys.modules], status)"
    )
    done = subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True)
    return done.stdout.splitlines()[-1], done.stdout


@pytest.mark.parametrize("format_name", ["csv", "gradescope", "junit"])
def test_an_export_imports_no_torch(tmp_path, format_name):
    """Protects the start-up of an export from the seconds that torch takes."""
    seen, _ = modules_after("export", format_name, save(tmp_path, report()))

    assert seen == "seen [] 0"


def test_a_verb_that_grades_does_import_the_grader():
    """Protects the test above from passing because it sees nothing."""
    seen, _ = modules_after("selftest", "--help")

    assert "'bpgrade.classroom'" in seen


def test_help_lists_every_verb_without_importing_any():
    """Protects `bpgrade --help`: all verbs, at once."""
    seen, printed = modules_after("--help")

    assert seen == "seen [] 0"
    assert [line.split()[0] for line in printed.splitlines() if re.match(r" {4}\w", line)] == list(VERBS)


def test_every_module_of_a_verb_is_offered():
    """Protects a new verb from being forgotten in the table."""
    modules = Path(bpgrade.commands.__file__).parent.glob("*.py")

    assert {path.stem for path in modules if "def add_parser(" in path.read_text(encoding="utf-8")} == set(VERBS)


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_has_its_own_help(verb, capsys):
    """Protects the options of a verb that is imported late: its own help, not that of its stand-in."""
    with pytest.raises(SystemExit) as caught:
        main([verb, "--help"])

    assert caught.value.code == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"usage: bpgrade {verb} [-h]")
    assert len(printed.splitlines()) > 6


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "the following arguments are required: FORMAT"),
        (["excel", "graded"], "invalid choice: 'excel'"),
        (["csv"], "the following arguments are required: GRADED"),
        (["canvas", "graded"], "the following arguments are required: --gradebook, --column"),
        (["moodle", "graded"], "the following arguments are required: --worksheet"),
        (["csv", "graded", "--scale"], "unrecognized arguments: --scale"),
    ],
)
def test_bad_usage(capsys, arguments, sentence):
    """Protects the exit status 2 of bad usage."""
    with pytest.raises(SystemExit) as caught:
        export(*arguments)

    assert caught.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize("format_name", ["csv", "gradescope", "junit"])
def test_the_default_lies_in_the_graded_folder_and_is_named(tmp_path, capsys, format_name):
    """Protects one rule for all formats: what is written lies in GRADED, and the last line says where."""
    assert export(format_name, save(tmp_path, report())) == 0

    out = tmp_path / FORMATS[format_name].OUT
    assert out.exists()
    assert capsys.readouterr().out.startswith(f"{out}: ")


@pytest.mark.parametrize("format_name", ["csv", "gradescope", "junit"])
def test_a_damaged_report_gives_exit_status_1(tmp_path, capsys, format_name):
    """Protects scripts from taking an incomplete export for a whole one; the rest is exported."""
    save(tmp_path, report("s001"), report("s002"))
    (tmp_path / "f1" / "report.json").write_text("{")

    assert export(format_name, tmp_path) == 1
    printed = capsys.readouterr()
    assert printed.err == (
        f"bpgrade: {tmp_path / 'f1' / 'report.json'}: "
        "The result record is not valid JSON: grade the submission again.\n"
    )
    assert "1 submission\n" in printed.out


@pytest.mark.parametrize("format_name", ["csv", "gradescope", "junit"])
def test_no_folder_is_bad_usage(tmp_path, capsys, format_name):
    """Protects the terminal from a traceback where the folder is missing."""
    assert export(format_name, tmp_path / "nowhere") == 2
    assert capsys.readouterr().err == (
        f"bpgrade: {tmp_path / 'nowhere'} cannot be read: No such file or directory; "
        "give the folder that bpgrade grade wrote.\n"
    )


@pytest.mark.parametrize("format_name", ["csv", "gradescope", "junit"])
def test_a_place_that_cannot_be_written(tmp_path, capsys, format_name):
    """Protects from a traceback, and from half a file, where --out leads nowhere."""
    save(tmp_path / "graded", report())
    (tmp_path / "file").write_text("x")

    assert export(format_name, tmp_path / "graded", "--out", tmp_path / "file" / "out") == 2
    assert capsys.readouterr().err == f"bpgrade: {tmp_path / 'file'} is not a folder: --out names something in one.\n"


@pytest.mark.parametrize(("format_name", "reason"), [("csv", "Is a directory"), ("junit", "Is a directory")])
def test_a_file_that_is_a_folder(tmp_path, capsys, format_name, reason):
    """Protects a folder from a file of the same name; nothing is left behind."""
    save(tmp_path / "graded", report())
    (tmp_path / "out").mkdir()

    assert export(format_name, tmp_path / "graded", "--out", tmp_path / "out") == 1
    assert capsys.readouterr().err == f"bpgrade: {tmp_path / 'out'} cannot be written: {reason}.\n"
    assert sorted(item.name for item in tmp_path.iterdir()) == ["graded", "out"]
