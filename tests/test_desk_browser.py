"""A student's first minutes: the zip, unzipped, in JupyterLab in a real browser; what they type, run and see."""

import json
import zipfile
from pathlib import Path

import pytest

from bpgrade.release import ASSIGNMENT, write_zip
from jupyter_browser import chromium, jupyter_lab, needs_browser
from submitted import linear_cell

pytestmark = needs_browser

ROOT = Path(__file__).resolve().parent.parent
EDITOR, CARD = ".jp-Notebook .cm-content", ".jp-OutputArea-output strong"
JUPYTERLAB, NOTEBOOK_7 = "lab/tree/01_linear.ipynb?reset", "notebooks/01_linear.ipynb"
# For each element of the card with text of its own: that text, and WCAG's contrast ratio to what is behind it.
CONTRASTS = """
const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
const linear = v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const luminance = colour => [0.2126, 0.7152, 0.0722].reduce((sum, w, i) => sum + w * linear(colour[i] / 255), 0);
const above = element => element ? [element, ...above(element.parentElement)] : [];
const behind = element => above(element).map(e => numbers(getComputedStyle(e).backgroundColor))
    .find(colour => colour.length < 4 || colour[3] > 0) || [255, 255, 255];
const words = element => [...element.childNodes].filter(n => n.nodeType === Node.TEXT_NODE)
    .map(n => n.data.trim()).join(" ").trim();
const contrast = element => {
    const style = getComputedStyle(element), back = behind(element);
    const opacity = above(element).reduce((product, e) => product * getComputedStyle(e).opacity, 1);
    const ink = numbers(element.closest("svg") ? style.fill : style.color);
    const seen = back.map((v, i) => opacity * ink[i] + (1 - opacity) * v);
    const [dark, light] = [luminance(seen), luminance(back)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
};
return [...arguments[0].querySelectorAll("*")].filter(words).map(element => [words(element), contrast(element)])"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A window with JupyterLab, started in the folder that came out of the students' zip."""
    home, folder = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("desk")
    write_zip(ROOT / "assignment" / ASSIGNMENT, folder / "backprop.zip")
    zipfile.ZipFile(folder / "backprop.zip").extractall(folder)
    with jupyter_lab(folder / ASSIGNMENT, home) as server, chromium(home, home / "pictures") as window:
        yield server, window


@pytest.fixture
def dark(desk):
    """JupyterLab's dark theme, for one test."""
    server, _ = desk
    settings = server.settings / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    settings.write_text(json.dumps({"theme": "JupyterLab Dark"}))
    yield
    settings.unlink()


def wrong_twice():
    """A mean in the gradient of the bias, and one row wrong in that of the weight."""
    wrong = linear_cell().replace("grad_output.sum(axis=0)", "grad_output.mean(axis=0)")
    return wrong.replace("grad_output.T @ self.x, copy=False)", "grad_output.T @ self.x * [[1.0], [3.0]], copy=False)")


def assert_readable(window):
    """What WCAG asks: 4.5 for text, 3 for signs."""
    card = window.see(".jp-OutputArea-output div:has(> strong)", "linear-backward: 4 of 6")
    ratios = window.driver.execute_script(CONTRASTS, card)

    assert len(ratios) > 20
    assert [(words, ratio) for words, ratio in ratios if ratio < (4.5 if words.strip("\u2713\u2717") else 3)] == []


def run_all(desk, source=None, page=JUPYTERLAB):
    """Opens 01_linear anew, puts `source` where YOUR CODE HERE was, if there is any, and runs all cells."""
    server, window = desk
    window.driver.get(server.address(page))
    window.gone("#jupyterlab-splash")
    window.see(".jp-Notebook-ExecutionIndicator[data-status=idle]")
    if source:
        window.write(EDITOR, source, within="class Linear(Module)")
    window.press(".lm-MenuBar-itemLabel", "Run")
    window.press(".lm-Menu-itemLabel", "Run All Cells")
    return window


def test_stub_is_not_written_yet(desk):
    """The first card of all is quiet, and says what to do."""
    window = run_all(desk)

    window.see(CARD, "linear-forward: not written yet")
    window.look_at(CARD, "linear-forward: not written yet")
    window.picture("stub")
    window.see(".jp-OutputArea-output", "Put your code where it says YOUR CODE HERE, then check again.")


def test_wrong_solution_is_shown_what_and_where(desk):
    """The card names the exercise's property, the diagnosis, and a picture of the wrong entries."""
    window = run_all(desk, wrong_twice())

    window.see(CARD, "linear-backward: 4 of 6 checks passed")
    window.look_at(CARD, "linear-backward: 4 of 6")
    window.picture("wrong")
    window.see(".jp-OutputArea-output pre", "Too small by exactly the batch size N, 4")
    assert window.see(".jp-OutputArea-output svg").get_attribute("aria-label") == "3 of 6 entries are wrong"
    assert_readable(window)


def test_dark_theme_is_readable_too(desk, dark):
    """The card has the colours of the theme, and its signs are seen on both."""
    window = run_all(desk, wrong_twice())

    window.see(CARD, "linear-backward: 4 of 6 checks passed")
    window.look_at(CARD, "linear-backward: 4 of 6")
    window.picture("dark")
    assert window.driver.execute_script("return document.body.dataset.jpThemeLight") == "false"
    assert_readable(window)


def test_right_solution_is_green(desk):
    """Forward and backward pass, and the notebook runs to its end."""
    window = run_all(desk, linear_cell())

    window.see(CARD, "linear-forward: 4 of 4 checks passed")
    window.see(CARD, "linear-backward: 6 of 6 checks passed")
    window.look_at(CARD, "linear-backward: 6 of 6")
    window.picture("right")
    window.see(".jp-OutputArea-output", "multiplications: forward")


def test_notebook_7_shows_the_same(desk):
    """The page of one notebook, without JupyterLab around it."""
    window = run_all(desk, linear_cell(), NOTEBOOK_7)

    window.see(CARD, "linear-backward: 6 of 6 checks passed")
    window.look_at(CARD, "linear-backward: 6 of 6")
    window.picture("notebook-7")
    window.see("#jp-NotebookLogo")
