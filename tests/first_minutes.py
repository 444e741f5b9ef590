"""The students' README, line by line, in a fresh environment: from unzip to the first green card. `tox -e desk`

The first line installs for real, the second starts the server that it says (without a browser), the notebook is run in
the kernel that the server starts, and the third packs what is there.
"""

import json
import os
import re
import secrets
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
import zipfile
from pathlib import Path

from bpgrade.release import ASSIGNMENT, write_zip

ROOT = Path(__file__).resolve().parent.parent
WHERE = "# No module named 'bpkit'? Keep this notebook in the folder it came in, beside the folder bpkit"
CARD = "chain-rule-numerical: 4 of 4 checks passed"
RUN = """
import sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], 4)
NotebookClient(book, allow_errors=True, timeout=120).execute()
for cell in book.cells:
    for output in cell.get("outputs", ()):
        print(output.get("data", {}).get("text/html", ""), *output.get("traceback", ()))
"""


def main():
    """Exit status 0 if every line of the README works, and the first exercise's card is green."""
    with tempfile.TemporaryDirectory() as temporary:
        start = time.monotonic()
        folder, python = unzip(Path(temporary)), environment(Path(temporary))
        install, open_lab, submit = lines_of(folder / "README.md")
        run(python, install, folder)
        print(f"installed after {time.monotonic() - start:.0f} s")
        serve(python, open_lab, folder)
        print(f"JupyterLab answers after {time.monotonic() - start:.0f} s")
        shutil.copy(ROOT / "solution" / ASSIGNMENT / "00_chain_rule.ipynb", folder)  # what a student would have written
        shown = subprocess.run([python, "-c", RUN, "00_chain_rule.ipynb"], cwd=folder, capture_output=True, text=True)
        assert CARD in shown.stdout, shown.stderr or shown.stdout
        print(f"first green card after {time.monotonic() - start:.0f} s, but for the time to think")
        assert WHERE in run_alone(python, folder, Path(temporary, "elsewhere"))
        print(run(python, submit, folder))
        assert zipfile.is_zipfile(folder / "handed-in.zip")


def run_alone(python, folder, elsewhere):
    """What a notebook shows that was opened outside its folder."""
    elsewhere.mkdir()
    shutil.copy(folder / "01_linear.ipynb", elsewhere)
    command = [python, "-c", RUN, "01_linear.ipynb"]
    shown = subprocess.run(command, cwd=elsewhere, capture_output=True, text=True).stdout
    return re.sub(r"\x1b\[[0-9;]*m", "", shown)


def unzip(temporary):
    """The folder out of the students' zip, which is smaller than 2 MB."""
    write_zip(ROOT / "assignment" / ASSIGNMENT, temporary / "backprop.zip")
    assert (temporary / "backprop.zip").stat().st_size < 2_000_000
    zipfile.ZipFile(temporary / "backprop.zip").extractall(temporary)
    return temporary / ASSIGNMENT


def environment(temporary):
    """The Python of a fresh virtual environment."""
    venv.create(temporary / "venv", with_pip=True)
    return temporary / "venv" / "bin" / "python"


def lines_of(readme):
    """The three commands: the indented block of the README."""
    commands = re.findall(r"^    (python .+)$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 3, commands
    return commands


def run(python, command, folder):
    """A command of the README, with the environment's Python for `python`."""
    done = subprocess.run([python, *shlex.split(command)[1:]], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def serve(python, command, folder):
    """Start the server as the README says, wait until it answers for the notebook, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_urlsafe()
    options = ["--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1", f"--ServerApp.port={port}"]
    with subprocess.Popen(
        [python, *shlex.split(command)[1:], *options],
        cwd=folder,
        env=os.environ | {"JUPYTER_TOKEN": token},
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            address = f"http://127.0.0.1:{port}/api/contents/00_chain_rule.ipynb?token={token}&content=0"
            assert answer(server, address)["type"] == "notebook"
        finally:
            server.terminate()


def answer(server, address):
    """The JSON at an address, once somebody answers there."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(address, timeout=5) as reply:
                return json.load(reply)
        except OSError:
            assert server.poll() is None, "JupyterLab ended"
            time.sleep(0.1)
    raise AssertionError("JupyterLab does not answer")


if __name__ == "__main__":
    sys.exit(main())
