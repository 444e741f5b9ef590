"""nbgrader's formgrader, opened in JupyterLab as an instructor does: scores, explanations, and its autograde button."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from bpgrade import reference
from bpgrade.variants import write_variant
from jupyter_browser import chromium, jupyter_lab, needs_browser
from nbgrader_course import gradebook, grades, nbgrader

pytestmark = needs_browser

PLANTED = Path(__file__).parent / "planted" / "wrong"
MISTAKES = {  # cem's: of one grade cell 2.54 of 6 points are left, of another 3.5 of 4
    "01_linear.ipynb": "01_linear/output_reshaped_instead_of_transposed.py",
    "03_softmax_cross_entropy.ipynb": "03_softmax_cross_entropy/squared_target_flattened.py",
}
FORWARD = """
def forward(self, x):
    self.x = x
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
"""
HOSTILE = '**Mind the batch.** <script>window.ran = 1</script><img src="x" onerror="window.ran = 1">'
ROW = "#main-table tr"


@pytest.fixture(scope="module")
def graded(generated, tmp_path_factory):
    """A course after nbgrader autograde of ann (the reference), ben (the stubs) and cem; dora's work is in later/."""
    folder = shutil.copytree(generated, tmp_path_factory.mktemp("formgrader") / "course")
    hand_in(folder)
    secret = folder.parent / "config" / "backprop-kit" / "secret"
    secret.parent.mkdir(parents=True)
    secret.write_text("the secret of these tests\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder.parent / "config"))
        nbgrader(folder, "autograde", "backprop")
        yield folder


def hand_in(folder):
    """Puts the students' notebooks into a course."""
    stubs, submitted, later = folder / "assignment" / "backprop", folder / "submitted", folder / "later"
    shutil.copytree(reference.folder(), submitted / "ann" / "backprop")
    shutil.copytree(stubs, submitted / "ben" / "backprop")
    mistakes = {name: (PLANTED / file).read_text() for name, file in MISTAKES.items()}
    write_variant(submitted / "cem" / "backprop", mistakes)
    add(submitted / "cem" / "backprop" / "01_linear.ipynb", nbformat.v4.new_markdown_cell(HOSTILE))
    shutil.copytree(stubs, later / "dora" / "backprop")
    add(later / "dora" / "backprop" / "01_linear.ipynb", nbformat.v4.new_code_cell(FORWARD))


def add(path, cell):
    """Adds a cell at the end of a notebook."""
    book = nbformat.read(path, 4)
    book.cells.append(cell)
    nbformat.write(book, path)


@pytest.fixture(scope="module")
def lab(graded, tmp_path_factory):
    """A window of JupyterLab, started in the course folder."""
    home = tmp_path_factory.mktemp("home")
    with jupyter_lab(graded, home) as server, chromium(home, home / "pictures") as window:
        window.open_lab(server)
        yield window


@pytest.fixture
def formgrader(lab):
    """The window, within the formgrader that its menu has opened; it must not leave an error in the console."""
    lab.press(".lm-MenuBar-itemLabel", "Nbgrader")
    lab.picture("menu")
    lab.press(".lm-Menu-itemLabel", "Formgrader")
    lab.see(".lm-TabBar-tabLabel", "Formgrader")
    with lab.inside("iframe[src$='/formgrader']"):
        lab.see("h1", "Manage Assignments")
        lab.see(ROW, "backprop")
        yield lab
    lab.press(".lm-DockPanel-tabBar .lm-mod-current .lm-TabBar-tabCloseIcon")
    # formulas are set by a MathJax from elsewhere, which these tests keep the browser from asking
    assert [each for each in lab.complaints() if "mathjax" not in each.lower()] == []


@contextmanager
def submissions(folder):
    """Student -> nbgrader's own row of the submission."""
    with gradebook(folder / "gradebook.db") as book:
        yield {each.student_id: each for each in book.assignment_submissions("backprop")}


def of(found):
    """How formgrader writes the score of a submission, or of a notebook of one."""
    return f"{round(found.score, 2):g} / {round(found.max_score, 2):g}"


def status(found):
    return "needs manual grading" if found.needs_manual_grade else "graded"


def open_notebook(formgrader, score):
    """Opens the 01_linear that has this score, from the list of all; gives the scores in the list."""
    formgrader.press(".nav a", "Manual Grading")
    formgrader.see("h1", "Manual Grading")
    formgrader.press(f"{ROW} a", "backprop")
    formgrader.press(f"{ROW} a", "01_linear")
    formgrader.see(ROW, score)
    formgrader.picture("of-one-notebook")
    shown = [row[2] for row in formgrader.rows(ROW)]
    formgrader.press(f"{ROW}:nth-child({shown.index(score) + 1}) a")
    return shown


def test_the_assignment_and_its_submissions(graded, formgrader):
    """Protects the way in: the menu opens formgrader in a tab, which knows the assignment and who has handed in."""
    formgrader.picture("assignments")
    (row,) = formgrader.rows(ROW)
    assert (row[0], row[8]) == ("backprop", "3")

    formgrader.press(f"{ROW} a", "3")
    formgrader.see("h1", "Manage Submissions")
    formgrader.see(ROW, "cem")
    formgrader.picture("submissions")
    with submissions(graded) as found:
        assert [(row[1], row[3], row[4]) for row in formgrader.rows(ROW)] == [
            (name, status(found[name]), of(found[name])) for name in ("ann", "ben", "cem")
        ]
        assert found["ben"].score == 0 < found["cem"].score < found["ann"].score


def test_a_student_and_the_notebooks(graded, formgrader):
    """Protects the scores by student and by notebook, with the fractions that partial credit has."""
    formgrader.press(".nav a", "Manage Students")
    formgrader.see(ROW, "cem")
    formgrader.picture("students")
    with submissions(graded) as found:
        assert [(row[1], row[3]) for row in formgrader.rows(ROW)] == [(name, of(found[name])) for name in sorted(found)]

        formgrader.press(f"{ROW}:nth-child(3) a")
        formgrader.press(f"{ROW} a", "backprop")
        formgrader.see(ROW, "01_linear")
        formgrader.picture("student")
        scores = {each.name: of(each) for each in found["cem"].notebooks}
        assert {row[0]: row[1] for row in formgrader.rows(ROW)} == scores
        assert {scores["01_linear"], scores["03_softmax_cross_entropy"]} == {"14.54 / 18", "25.5 / 26"}


def test_a_grade_cell(graded, formgrader):
    """Protects what a grader sees of a mistake: the points that are left, which tests were not passed, and a hint."""
    shown = open_notebook(formgrader, "14.54 / 18")
    with submissions(graded) as found:
        notebooks = [book for each in found.values() for book in each.notebooks if book.name == "01_linear"]
        assert sorted(shown) == sorted(map(of, notebooks))

    formgrader.look_at("#linear-forward[placeholder='2.5383']")
    formgrader.see(".output_html", "not right yet")
    formgrader.see(".output_html", "reshape does not transpose")
    formgrader.picture("grade-cell")
    formgrader.see("#linear-backward[placeholder='12']")
    formgrader.look_at("summary", "passed")
    formgrader.press("summary", "passed")
    formgrader.see("details", "one row per sample")
    formgrader.picture("what-passed")


def test_a_script_in_a_students_text(graded, formgrader):
    """Protects the instructor's server from what a student wrote: it is shown on its pages, and does not run there."""
    open_notebook(formgrader, "14.54 / 18")
    formgrader.look_at(".text_cell_render strong", "Mind the batch.")
    formgrader.picture("script-in-a-text")
    assert formgrader.driver.execute_script("return window.ran") is None


def test_the_autograde_button(graded, formgrader):
    """Protects grading from within formgrader: the server grades as the command does, partial credit and all."""
    shutil.move(graded / "later" / "dora", graded / "submitted" / "dora")
    formgrader.press(f"{ROW} td:nth-child(9) a")
    formgrader.see(f"{ROW}:nth-child(4) .status", "needs autograding")
    formgrader.press(f"{ROW}:nth-child(4) .autograde a")
    formgrader.see(".modal", "Successfully autograded 'backprop' for student 'dora'", seconds=180)
    formgrader.picture("autograded")
    formgrader.press(".modal button", "OK")
    formgrader.gone(".modal")
    formgrader.see(f"{ROW}:nth-child(4) .status", "graded")
    formgrader.picture("submissions-with-dora")

    with submissions(graded) as found:
        assert formgrader.rows(ROW)[3][4] == of(found["dora"])
    points = {name: each["auto_score"] for name, each in grades(graded / "gradebook.db", "dora").items()}
    assert (points["linear-forward"], points["linear-backward"]) == (6, 0)
