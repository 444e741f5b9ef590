"""A real JupyterLab server, and a real browser that is led through it: headless Chromium, driven by selenium."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common import exceptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import browser

CHROMEDRIVER = shutil.which("chromedriver")
NO_DRIVER = (
    "NO BROWSER: chromium or chromedriver is not installed, so JupyterLab was not looked at "
    "(Debian: apt-get install chromium chromium-driver)"
)
needs_browser = pytest.mark.skipif(browser.CHROMIUM is None or CHROMEDRIVER is None, reason=NO_DRIVER)

_SECONDS = 60  # a page may take its time on a busy machine
_SETTINGS = {
    # what would ask other machines, or lay a question over the page
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # cells that are out of sight are in the page all the same
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}
_STILL = "return !document.getAnimations().some(each => each instanceof CSSTransition)"
_ROWS = """return [...document.querySelectorAll(arguments[0])].map(
    row => [...row.cells].map(cell => cell.innerText.trim()))"""
# What a page may do between being found and being used; the wait then looks again.
_MOVING = (
    exceptions.StaleElementReferenceException,
    exceptions.ElementNotInteractableException,
    exceptions.ElementClickInterceptedException,
)


@dataclass(frozen=True)
class Lab:
    """A JupyterLab server on this machine."""

    port: int
    token: str
    settings: Path  # of whoever uses it; read anew by each page

    def address(self, path):
        """Where a page of the server is, for somebody who may see it."""
        return f"http://127.0.0.1:{self.port}/{path}{'&' if '?' in path else '?'}token={self.token}"


@contextmanager
def jupyter_lab(folder, home):
    """A Lab whose files are those of `folder`; the folder `home` takes its settings and its log, server.log."""
    lab = Lab(_free_port(), secrets.token_urlsafe(), home / "config" / "lab" / "user-settings")
    _settle(lab.settings)
    with open(home / "server.log", "w") as log:
        command = [sys.executable, "-m", "jupyterlab", *_options(folder, lab.port)]
        # nbgrader reads the configuration of the folder that the server is started in
        started = {"cwd": folder, "env": _environment(home, lab.token), "start_new_session": True}
        server = subprocess.Popen(command, stdout=log, stderr=log, **started)
        try:
            _wait_for(server, lab, home / "server.log")
            yield lab
        finally:
            _stop(server)


@contextmanager
def chromium(home, pictures):
    """A Window of a browser with a profile of its own in `home`; screenshots go into the folder `pictures`."""
    options = webdriver.ChromeOptions()
    options.binary_location = browser.CHROMIUM
    for each in (*browser.OPTIONS, "--window-size=1400,1150", f"--user-data-dir={home / 'chromium'}"):
        options.add_argument(each)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    try:
        yield Window(driver, Path(os.environ.get("BPKIT_SCREENSHOTS", pictures)))
    finally:
        driver.quit()


@dataclass
class Window:
    """The browser's window, with the patience that pages full of scripts need."""

    driver: webdriver.Chrome
    pictures: Path
    taken: list = field(default_factory=list)

    def open_lab(self, lab):
        """JupyterLab with nothing open but its launcher, whatever was left open before."""
        self.driver.get(lab.address("lab?reset"))
        self.see(".jp-Launcher")
        self.gone("#jupyterlab-splash")

    def see(self, css, text="", seconds=_SECONDS):
        """The first visible element that `css` finds and whose text holds `text`, once there is one."""
        return self._until(lambda: next(iter(self._visible(css, text)), None), f"no {css} with {text!r}", seconds)

    def gone(self, css, text=""):
        """Waits until nothing of the kind is visible any more."""
        self._until(lambda: not self._visible(css, text), f"still {css} with {text!r}")

    def press(self, css, text=""):
        """Clicks on it, as soon as it is there and can be clicked on."""

        def pressed():
            found = self._visible(css, text)
            if found:
                found[0].click()
            return bool(found)

        self._until(pressed, f"cannot press {css} with {text!r}")

    def write(self, css, text, within):
        """Replaces everything in the editor that `css` finds and that holds `within`, as if `text` were pasted."""
        self.press(css, within)
        ActionChains(self.driver).key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL).perform()
        self.driver.execute_cdp_cmd("Input.insertText", {"text": text})

    def look_at(self, css, text=""):
        """Scrolls it into the middle of the page, for a screenshot."""
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", self.see(css, text))

    def rows(self, css):
        """The words of each row of a table, cell by cell."""
        return self.driver.execute_script(_ROWS, css)

    @contextmanager
    def inside(self, css):
        """All of the above, within an iframe."""
        self.driver.switch_to.frame(self.see(css))
        try:
            yield
        finally:
            self.driver.switch_to.parent_frame()

    def picture(self, name):
        """Takes a screenshot, once nothing fades or slides any more."""
        self._until(lambda: self.driver.execute_script(_STILL), "the page does not come to rest")
        self._save(name)

    def _save(self, name):
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.taken.append(name)
        self.driver.save_screenshot(str(self.pictures / f"{len(self.taken):02d}-{name}.png"))

    def complaints(self):
        """What pages said of errors in the console since this was asked before."""
        return [each["message"] for each in self.driver.get_log("browser") if each["level"] == "SEVERE"]

    def _visible(self, css, text=""):
        found = self.driver.find_elements(By.CSS_SELECTOR, css)
        return [each for each in found if each.is_displayed() and text in each.text]

    def _until(self, condition, problem, seconds=_SECONDS):
        waiting = WebDriverWait(self.driver, seconds, poll_frequency=0.1, ignored_exceptions=_MOVING)
        try:
            return waiting.until(lambda _: condition())
        except exceptions.TimeoutException:
            self._save("failed")
            problem = f"{problem} after {seconds} s: see {self.pictures}; the console: {self.complaints()}"
            raise AssertionError(problem) from None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _settle(folder):
    for name, settings in _SETTINGS.items():
        file = folder / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(settings))


def _environment(home, token):
    """This process's, but for the settings of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    folders = {f"JUPYTER_{each.upper()}_DIR": str(home / each) for each in ("config", "runtime", "data")}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # nbgrader calls alembic
    ours = {"HOME": str(home), "IPYTHONDIR": str(home / "ipython"), "PATH": path, "JUPYTER_TOKEN": token}
    return kept | folders | ours


def _options(folder, port):
    yield from ("--no-browser", f"--ServerApp.root_dir={folder}")
    yield from ("--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}", "--ServerApp.port_retries=0")
    yield "--LabApp.extension_manager=readonly"  # the other kind asks the package index
    if os.geteuid() == 0:
        yield "--allow-root"


def _wait_for(server, lab, log):
    deadline = time.monotonic() + _SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(lab.address("api/status"), timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()}")


def _stop(server):
    """Asks the server to end its kernels and itself, and leaves nothing of it behind."""
    server.terminate()
    with suppress(subprocess.TimeoutExpired):
        server.wait(10)
    with suppress(ProcessLookupError):  # the usual case: nobody is left
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
