"""nbgrader's own commands on a course of ours: no kernel, every trap walked into once, exact points."""

import ast
import csv
import html
import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import nbformat
import pytest

import bpgrade
from bpgrade import reference
from bpgrade.cli import main
from bpgrade.record import NOTEBOOK_OF, NOTEBOOKS, Report
from bpgrade.variants import write_variant
from nbgrader_course import BEFORE, assignment_rows, comments, course, grades, nbgrader, submitted_rows

PLANTED = Path(__file__).parent / "planted" / "wrong"
ANSWERS = {"written-small-steps", "written-overfitting"}
SCRIPT = "<script>alert('from a student')</script>"


def edit(path, change):
    """Changes the cells of a notebook; change: takes the list, and gives another."""
    notebook = json.loads(path.read_text())
    notebook["cells"] = change(notebook["cells"])
    path.write_text(json.dumps(notebook))


def mark(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def hand_in(folder, released):
    """Six submissions: all right; nothing done; partly right; files in disorder; cells in disorder; no notebook."""
    submitted = {name: folder / "submitted" / name / "backprop" for name in ("ann", "ben", "cem", "dan", "eva", "fay")}
    shutil.copytree(reference.folder(), submitted["ann"], ignore=shutil.ignore_patterns("bpkit"))
    shutil.copytree(released, submitted["ben"])
    wrong = PLANTED / "01_linear" / "output_reshaped_instead_of_transposed.py"
    write_variant(submitted["cem"], {"01_linear.ipynb": wrong.read_text()})
    for name in ("dan", "eva"):
        shutil.copytree(submitted["ann"], submitted[name])
    (submitted["dan"] / "01_linear.ipynb").rename(submitted["dan"] / "01_linear (1).ipynb")
    (submitted["dan"] / "02_relu.ipynb").write_bytes(b'{"cells": [')
    (submitted["dan"] / "03_softmax_cross_entropy.ipynb").unlink()
    edit(submitted["eva"] / "01_linear.ipynb", in_disorder)
    edit(submitted["eva"] / "02_relu.ipynb", with_a_script)
    for each in submitted.values():
        each.mkdir(parents=True, exist_ok=True)
        (each / "timestamp.txt").write_text(BEFORE)  # as nbgrader's own ways of collecting leave it
    (submitted["fay"] / "notes.txt").write_text("I have the flu.")


def in_disorder(cells):
    """The solution twice; both test cells gone, and with them the neighbour of the second."""
    solution = next(cell for cell in cells if mark(cell) == "solution-linear")
    return [solution, *(cell for cell in cells if mark(cell) not in ("linear-forward", "linear-backward"))]


def with_a_script(cells):
    """A test cell that prints, and a text that would run in a browser."""
    changed = [cell | {"source": "print('42')"} if mark(cell) == "tanh" else cell for cell in cells]
    return [*changed, {"cell_type": "markdown", "metadata": {}, "source": SCRIPT}]


def alarm(folder):
    """A kernel that leaves a trace when it is started, in front of the real one."""
    kernel = folder / "kernels" / "python3"
    kernel.mkdir(parents=True)
    argv = ["sh", "-c", f"touch '{folder / 'started'}'", "sh"]  # options that nbclient adds go to nobody
    spec = {"argv": argv, "display_name": "Python 3", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    return {"JUPYTER_PATH": str(folder)}


@pytest.fixture(scope="module")
def handed_in(generated, tmp_path_factory):
    """A course before nbgrader autograde; not to be changed."""
    folder = shutil.copytree(generated, tmp_path_factory.mktemp("course") / "course")
    hand_in(folder, folder / "assignment" / "backprop")
    return folder


@pytest.fixture(scope="module")
def autograded(handed_in, tmp_path_factory):
    """(the course after nbgrader autograde and generate_feedback, what autograde said); not to be changed."""
    folder = shutil.copytree(handed_in, tmp_path_factory.mktemp("autograded") / "course")
    environment = alarm(tmp_path_factory.mktemp("alarm"))
    said = nbgrader(folder, "autograde", "backprop", **environment)
    nbgrader(folder, "generate_feedback", "backprop", **environment)
    assert not Path(environment["JUPYTER_PATH"], "started").exists(), "a kernel was started"
    return folder, said


def test_the_alarm_goes_off_where_a_kernel_is_started(autograded, tmp_path):
    """Protects the test that no kernel is started from passing for want of an alarm."""
    environment = alarm(tmp_path)
    nbgrader(tmp_path, "validate", autograded[0] / "autograded/ann/backprop/01_linear.ipynb", status=1, **environment)

    assert (tmp_path / "started").exists()


@pytest.mark.parametrize("student", ["ann", "ben", "cem", "eva"])
def test_points_are_exactly_those_of_the_record(autograded, student):
    """Protects partial credit, such as 2.54 of 6, on its way through nbgrader's notebooks."""
    got = grades(autograded[0] / "gradebook.db", student)
    report = Report.load(autograded[0] / "graded" / student / "report.json")

    points = {cell.grade_id: None if cell.waits else cell.points for cell in report.cells}
    assert {name: each["auto_score"] for name, each in got.items()} == points
    waiting = {name for name, each in got.items() if each["needs_manual_grade"]}
    assert waiting == (set() if student == "ben" else ANSWERS)
    assert report.score == {"ann": 100, "ben": 0, "cem": 95.9133, "eva": 100}[student]


def test_files_in_disorder_are_no_silent_zero(autograded):
    """Protects a renamed notebook, which nbgrader skips, and a damaged one, for which it drops the student."""
    got = grades(autograded[0] / "gradebook.db", "dan")
    said = comments(autograded[0] / "gradebook.db", "dan")

    by_notebook = {name: [got[each] for each in ids if each in got] for name, ids in NOTEBOOKS.items()}
    assert [each["auto_score"] for each in by_notebook["01_linear.ipynb"]] == [6, 12]
    assert {(each["auto_score"], each["needs_manual_grade"]) for each in by_notebook["02_relu.ipynb"]} == {(None, True)}
    lacking = by_notebook["03_softmax_cross_entropy.ipynb"]
    assert {(each["auto_score"], each["needs_manual_grade"]) for each in lacking} == {(0, False)}
    (sentence,) = said["02_relu"]
    assert sentence.startswith("02_relu.ipynb ends in the middle, as if cut off while it was saved or uploaded")
    assert said["03_softmax_cross_entropy"] == {"03_softmax_cross_entropy.ipynb is missing from your submission."}


def test_a_submission_without_a_notebook_waits_for_a_person(autograded):
    """Protects a student whom nbgrader would leave out without a word."""
    got = grades(autograded[0] / "gradebook.db", "fay")

    assert {(each["auto_score"], each["needs_manual_grade"]) for each in got.values()} == {(None, True)}
    shown = (autograded[0] / "feedback" / "fay" / "backprop" / "01_linear.html").read_text()
    assert "There is no notebook in this submission, only" in shown
    assert "01_linear.ipynb was not handed in, or could not be read" in shown


def test_warnings_are_about_changed_cells_only(autograded):
    """Protects the one warning that means tampering from drowning among others."""
    warnings = [line.partition("WARNING] ")[2] for line in autograded[1].splitlines() if "WARNING]" in line]

    assert [line for line in warnings if "checksum" in line] == [
        line for line in warnings if line.startswith("Attribute 'checksum' for cell tanh has changed!")
    ]
    assert sum("checksum" in line for line in warnings) == 1
    assert [line for line in warnings if line.startswith("eva: ")] == [
        "eva: 01_linear.ipynb: the cell solution-linear is there 2 times; the last one counts",
        "eva: 01_linear.ipynb: the cell linear-forward was gone and was put back",
        "eva: 01_linear.ipynb: the cell linear-backward was gone and was put back",
    ]


def test_every_grade_cell_holds_a_plain_decimal_and_an_explanation(autograded):
    """Protects from what nbgrader makes of other outputs: full marks of nan, of none, and of a negative number."""
    for path in sorted((autograded[0] / "autograded").glob("*/backprop/*.ipynb")):
        cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
        shown = {mark(cell): cell.outputs for cell in cells if cell.outputs}
        assert set(shown) == set(NOTEBOOKS[path.name]) - ANSWERS, path
        for (output,) in shown.values():
            assert float(output.data["text/plain"]) >= 0
            assert set(output.data["text/plain"]) <= set("0123456789.")
            assert "points</strong>" in output.data["text/html"]


def test_comments_and_feedback_carry_the_diagnosis(autograded):
    """Protects the way of a hint to its reader, in formgrader's comment and on the page with the score."""
    said = comments(autograded[0] / "gradebook.db", "cem")["01_linear"]
    shown = (autograded[0] / "feedback" / "cem" / "backprop" / "01_linear.html").read_text()

    report = Report.load(autograded[0] / "graded" / "cem" / "report.json")
    first = next(test for test in report.tests if not test.points and test.grade_id == "linear-forward")
    assert [each for each in said if each.startswith(f"linear-forward: {first.title}: {first.what}")] == list(said)
    assert first.hint
    assert first.hint in shown.replace("&#39;", "'")


def test_a_students_script_is_only_shown(autograded):
    """Protects whoever opens the feedback; formgrader makes its page in the same way."""
    shown = (autograded[0] / "feedback" / "eva" / "backprop" / "02_relu.html").read_text()

    assert SCRIPT not in shown
    assert "&lt;script&gt;alert('from a student')&lt;/script&gt;" in shown


def test_nbgrader_export_says_who_waits(autograded):
    """Protects from a score that looks final: nbgrader's own exporter leaves that column out."""
    nbgrader(autograded[0], "export")
    with open(autograded[0] / "grades.csv", newline="") as table:
        rows = {row["student_id"]: (row["score"], row["needs_manual_grade"]) for row in csv.DictReader(table)}

    assert rows["ann"] == ("109.0", "2")
    assert rows["ben"] == ("0.0", "0")
    assert float(rows["cem"][0]) == pytest.approx(104.9133)
    assert rows["fay"] == ("0.0", str(len(NOTEBOOK_OF)))


def test_bpgrade_export_writes_the_same_rows(handed_in, autograded, tmp_path):
    """Protects the promise that both ways lead to one gradebook."""
    file = shutil.copy(handed_in / "gradebook.db", tmp_path / "gradebook.db")
    main(["export", "nbgrader", str(autograded[0] / "graded"), "--db", f"sqlite:///{file}"])

    assert submitted_rows(file) == submitted_rows(autograded[0] / "gradebook.db")


def test_a_clone_has_its_release_already(generated, tmp_path):
    """Protects the first command in a clone: nbgrader would skip an assignment that is there, and make no gradebook."""
    folder = shutil.copytree(generated, tmp_path / "course")
    (folder / "gradebook.db").unlink()
    nbgrader(folder, "generate_assignment", "backprop")

    assert assignment_rows(folder / "gradebook.db") == assignment_rows(generated / "gradebook.db")


def test_finished_reports_are_taken(handed_in, tmp_path):
    """Protects an instructor who has graded the class before from waiting for it once more; grades.csv stays whole."""
    folder = shutil.copytree(handed_in, tmp_path / "course")
    main(["grade", str(folder / "submitted"), "--out", str(folder / "graded")])
    table = (folder / "graded" / "grades.csv").read_bytes()
    said = nbgrader(folder, "autograde", "backprop", "--student", "cem", "--notebook", "01_linear")

    assert "1 unchanged and taken over, 0 graded" in said
    assert sorted(path.name for path in (folder / "autograded").rglob("*.ipynb")) == ["01_linear.ipynb"]
    assert (folder / "graded" / "grades.csv").read_bytes() == table
    assert len(table.splitlines()) == 7


@pytest.mark.thorough
def test_a_gradebook_on_postgresql_gets_the_same_rows(server, handed_in, autograded, tmp_path):
    """Protects courses whose gradebook several people work in: nbgrader's own commands, with the URL of a server."""
    folder, url = shutil.copytree(handed_in, tmp_path / "course"), server.database()
    nbgrader(folder, "generate_assignment", "backprop", "--force", "--db", url)
    nbgrader(folder, "autograde", "backprop", "--student", "dan", "--db", url)

    rows = [row for row in submitted_rows(autograded[0] / "gradebook.db") if "'dan'" in str(row)]
    assert submitted_rows(url) == rows
    assert len(rows) == 1 + 7 + 24 + 18


def test_one_notebook_takes_no_points_from_the_others(handed_in, tmp_path):
    """Protects what nbgrader has set to 0 for want of a file, when it is asked for one notebook only."""
    folder = shutil.copytree(handed_in, tmp_path / "course")
    for student in ("ann", "ben", "cem", "eva"):
        shutil.rmtree(folder / "submitted" / student)
    nbgrader(folder, "autograde", "backprop", "--notebook", "00_chain_rule")

    got = grades(folder / "gradebook.db", "dan")
    assert [got[name]["auto_score"] for name in NOTEBOOKS["01_linear.ipynb"]] == [6, 12]
    assert all(each["needs_manual_grade"] for each in grades(folder / "gradebook.db", "fay").values())


def test_a_folder_that_is_none_and_a_notebook_that_only_people_grade(handed_in, tmp_path):
    """Protects the class from one odd entry, and an essay in a notebook of the instructor's own from being left out."""
    folder = shutil.copytree(handed_in, tmp_path / "course")
    for student in ("ann", "cem", "dan", "eva", "fay"):
        shutil.rmtree(folder / "submitted" / student)
    (folder / "submitted" / "gus").mkdir()
    (folder / "submitted" / "gus" / "backprop").write_text("a file")
    mark = {"grade": True, "solution": True, "locked": False, "task": False, "points": 5, "grade_id": "essay"}
    cell = nbformat.v4.new_markdown_cell("### BEGIN SOLUTION\nx\n### END SOLUTION")
    cell.metadata.nbgrader = mark | {"schema_version": 3}
    essay = nbformat.v4.new_notebook(cells=[cell])
    nbformat.write(essay, folder / "solution" / "backprop" / "07_reflection.ipynb")
    cell.source = "What I have learned"
    nbformat.write(essay, folder / "submitted" / "ben" / "backprop" / "07_reflection.ipynb")
    nbgrader(folder, "generate_assignment", "backprop", "--force")
    nbgrader(folder, "autograde", "backprop")

    assert "What I have learned" in (folder / "autograded/ben/backprop/07_reflection.ipynb").read_text()
    essay = grades(folder / "gradebook.db", "ben")["essay"]
    assert (essay["auto_score"], essay["needs_manual_grade"], essay["max_score"]) == (None, True, 5)
    assert all(each["needs_manual_grade"] for each in grades(folder / "gradebook.db", "gus").values())


LINEAR = "01_linear.ipynb"
DOWNLOADS = {
    "canvas.zip": {
        "doeann_101_9001_01_linear.ipynb": "ann, first",
        "doeann_101_9005_01_linear-1.ipynb": "ann, second",
        "roeben_LATE_102_9002_work.zip": {LINEAR: "ben", "doeann_101_9999_02_relu.ipynb": "not ann's"},
    },
    "moodle.zip": {
        "Cem Poe_103_assignsubmission_file/01_linear.ipynb": "cem",
        "Dan Hu_104_assignsubmission_file/hw.zip": {"hw/01_linear.ipynb": "dan"},
        "Eve X_105_assignsubmission_file/hw.zip": {"Cem Poe_103_assignsubmission_file/02_relu.ipynb": "not cem's"},
    },
    "class.zip": {"hal/01_linear.ipynb": "hal", "ivy/work/01_linear.ipynb": "ivy"},
    "gil.zip": {
        "backprop/01_linear.ipynb": "gil", "backprop/bpkit/card.py": "not asked for",
        "backprop/.ipynb_checkpoints/01_linear-checkpoint.ipynb": "old", "__MACOSX/._01_linear.ipynb": "a Mac's",
    },
}  # fmt: skip
COLLECTED = {
    ("doeann_101", LINEAR): "ann, second", ("roeben_102", LINEAR): "ben", ("Cem Poe_103", LINEAR): "cem",
    ("roeben_102", "doeann_101_9999_02_relu.ipynb"): "not ann's", ("Dan Hu_104", LINEAR): "dan",
    ("Eve X_105", "02_relu.ipynb"): "not cem's", ("hal", LINEAR): "hal", ("ivy", LINEAR): "ivy", ("gil", LINEAR): "gil",
}  # fmt: skip


def zipped(files):
    """The bytes of an archive; a file that is a dictionary is one as well."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, zipped(content) if isinstance(content, dict) else content)
    return buffer.getvalue()


def test_zip_collect_takes_downloads_of_canvas_and_moodle(tmp_path):
    """Protects an instructor from writing a regular expression, and students from what others name their files."""
    folder = course(tmp_path / "course")
    archives = folder / "downloaded" / "backprop" / "archive"
    archives.mkdir(parents=True)
    for name, files in DOWNLOADS.items():
        (archives / name).write_bytes(zipped(files))
    (archives / LINEAR).write_text("whose?")
    said = nbgrader(folder, "zip_collect", "backprop")

    found = [path for path in (folder / "submitted").rglob("*") if path.is_file()]
    assert {(path.parts[-3], path.name): path.read_text() for path in found} == COLLECTED
    assert (
        f"Skipped submission with no match information provided: {folder}/downloaded/backprop/extracted/{LINEAR}"
        in said
    )


def code_lines(source):
    """Lines that are long enough to be recognised."""
    return {line.strip() for line in source.splitlines() if len(line.strip()) > 30}


def secrets_of_the_course():
    """Lines of the hidden tests' code, and of the reference's solutions but for those that are given elsewhere."""
    found, given = set(), set()
    for path in (Path(bpgrade.__file__).parent / "hidden").glob("test_*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                body = function.body[1:]  # its docstring is the line that students read
                found |= code_lines("\n".join(map(ast.unparse, body)))
    for path in reference.folder().glob("*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            first, *solved = "".join(cell["source"]).split("### BEGIN SOLUTION")
            for solution, _, after in (part.partition("### END SOLUTION") for part in solved):
                found |= code_lines(solution)
                given |= code_lines(after)
            given |= code_lines(first)
    return found - given


def as_read(path):
    """The text of a file as a person reads it: code without the markup of its colours, JSON without escapes."""
    text = path.read_text(errors="replace")
    if path.suffix == ".html":
        return html.unescape(re.sub(r"<[^>]*>", "", text))
    return "\n".join(json_texts(json.loads(text))) if path.suffix == ".ipynb" else text


def json_texts(content):
    """Every text in a notebook, the pieces of a source put together."""
    if isinstance(content, dict):
        return [text for value in content.values() for text in json_texts(value)]
    if isinstance(content, list):
        parts = [text for value in content for text in json_texts(value)]
        return [*parts, "".join(parts)]
    return [content] if isinstance(content, str) else []


def test_no_hidden_test_and_no_reference_reaches_a_student(autograded):
    """Protects the answers: in what is handed out, and in what comes back to those who have not found them."""
    secrets, folder = secrets_of_the_course(), autograded[0]
    places = [folder / "assignment", *(folder / room / "ben" for room in ("submitted", "autograded", "feedback"))]
    places += [folder / "graded" / "ben" / "feedback.html", folder / "feedback" / "fay"]
    files = [path for place in places for path in [place, *place.rglob("*")] if path.is_file()]

    assert len(secrets) > 400
    assert len(files) > 30
    assert {path.name for path in files if any(line in as_read(path) for line in secrets)} == set()
    for room, ending in (("submitted", "ipynb"), ("feedback", "html")):  # what the reference hands in is recognised
        text = as_read(folder / room / "ann" / "backprop" / f"01_linear.{ending}")
        assert any(line in text for line in secrets)
