"""The site in a real browser and no other machine: students open a notebook, write, and check says what is right."""

import json
import re
import shutil
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.support.ui import WebDriverWait

import browser
from bpgrade import reference
from bpgrade.record import NOTEBOOKS, WRITTEN
from bpgrade.release import clone_root, generated
from bpgrade.site.build import write_site
from jupyter_browser import chromium, needs_browser
from submitted import linear_cell

try:
    version("jupyterlite-pyodide-kernel")
    MISSING = ""
except PackageNotFoundError:
    MISSING = "NO SITE: JupyterLite is not installed, so no notebook ran in a browser (tox -e site)"

pytestmark = [needs_browser, pytest.mark.skipif(bool(MISSING), reason=MISSING)]

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_IMAGES = [name for name in NOTEBOOKS if name < "05"]
START = 180  # seconds until Python runs in the browser of a busy machine
CELL, EDITOR, OUTPUT = ".jp-Notebook .jp-CodeCell", ".jp-Notebook .cm-content", ".jp-OutputArea-output"
_PROMPTS = "return [...document.querySelectorAll(arguments[0])].map(each => each.innerText.trim())"
_RIGHT, _WRONG = "grad_output.sum(axis=0)", "grad_output.mean(axis=0)"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A site with the notebooks as students get them."""
    folder = tmp_path_factory.mktemp("built") / "site"
    with generated(clone_root(ROOT)) as made:
        write_site(made, folder)
    return folder


@pytest.fixture(scope="module")
def solved(built):
    """The same site, but its notebooks hold the reference's solutions."""
    folder = shutil.copytree(built, built.with_name("solved"))
    for path in reference.folder().glob("*.ipynb"):
        shutil.copy(path, folder / "files" / path.name)
    return folder


@pytest.fixture(scope="module")
def window(tmp_path_factory):
    """One browser for all of them: each site is served at an address of its own, and so has a storage of its own."""
    home = tmp_path_factory.mktemp("home")
    with chromium(home, home / "pictures") as window:
        yield window


def open_notebook(window, address, name):
    """Opens a notebook; its kernel may still be starting."""
    window.driver.get(f"{address}/lab/index.html?path={name}")
    window.gone("#jupyterlab-splash")
    window.see(f"{CELL} .cm-content")


def choose(window, menu, item):
    """Chooses an item of a menu."""
    window.press(".lm-MenuBar-item", menu)
    window.press(".lm-Menu-itemLabel", item)


def prompts(window):
    """[1], [2] ... of the code cells; [*] while one waits."""
    return window.driver.execute_script(_PROMPTS, f"{CELL} .jp-InputArea-prompt")


def all_ran(window):
    """Whether each code cell has run."""
    return all(re.fullmatch(r"\[\d+\]:", each) for each in prompts(window))


def complaints(window):
    """What went wrong in the console: a file that the site lacks, and whatever was asked of another machine."""
    return [each for each in window.complaints() if "favicon.ico" not in each]


@pytest.mark.parametrize("name", WITHOUT_IMAGES)
def test_solutions_pass_in_the_browser(solved, window, name):
    """every cell of the solved notebook runs, every card says that all checks passed, and nothing is asked elsewhere"""
    with browser.served(solved) as (address, _):
        open_notebook(window, address, name)
        choose(window, "Run", "Run All Cells")
        WebDriverWait(window.driver, START).until(lambda _: all_ran(window), "not all cells ran")
        cards = re.findall(r"([\w-]+): (\d+) of (\d+) checks passed", window.see(".jp-Notebook").text)
        window.look_at(f"{OUTPUT} strong", "checks passed")
        window.picture(f"solved-{name[:2]}")
        assert {grade_id for grade_id, *_ in cards} == set(NOTEBOOKS[name]) - WRITTEN.keys()
        assert all(passed == of for _, passed, of in cards)
        assert complaints(window) == []


def test_a_student_at_work(built, window, tmp_path):
    """the stub's card says what to do; a wrong gradient fails, the right one passes, is kept, and can be handed in"""
    window.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    with browser.served(built) as (address, _):
        open_notebook(window, address, "01_linear.ipynb")
        choose(window, "Run", "Run All Cells")
        window.see(f"{OUTPUT} strong", "linear-forward: not written yet", START)
        for source, card in ((linear_cell().replace(_RIGHT, _WRONG), "5 of 6"), (linear_cell(), "6 of 6")):
            window.write(EDITOR, source, within="class Linear(Module)")
            choose(window, "Run", "Run All Cells")
            window.see(f"{OUTPUT} strong", "linear-forward: 4 of 4 checks passed")
            window.look_at(f"{OUTPUT} strong", f"linear-backward: {card} checks passed")
            window.picture(f"typed-{card[0]}")
        choose(window, "File", "Save Notebook")
        window.gone(".jp-mod-dirty")
        open_notebook(window, address, "01_linear.ipynb")
        window.look_at(EDITOR, "class Linear(Module)")  # an editor has only those lines in the page that are in sight
        window.see(EDITOR, _RIGHT)
        ActionChains(window.driver).context_click(window.see(".jp-DirListing-item", "01_linear")).perform()
        window.press(".lm-Menu-itemLabel", "Download")
        handed_in = tmp_path / "01_linear.ipynb"
        WebDriverWait(window.driver, 60).until(lambda _: handed_in.is_file(), "nothing was downloaded")
        cells = json.loads(handed_in.read_text(encoding="utf-8"))["cells"]
        assert linear_cell() in ["".join(cell["source"]) for cell in cells]


def test_pictures_are_drawn(built, window):
    """matplotlib is there, though no cell imports it: bpkit.plots shows a picture"""
    with browser.served(built) as (address, _):
        open_notebook(window, address, "05_mlp_cifar10.ipynb")
        source = "from bpkit import plots\nfrom bpkit.goal import goal\n\ndisplay(plots.curves(goal().history))"
        window.write(EDITOR, source, within="import")
        choose(window, "Run", "Run All Cells")
        window.see(f"{OUTPUT} img", seconds=START)
        window.look_at(f"{OUTPUT} img")
        window.picture("plot")
