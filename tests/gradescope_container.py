"""Gradescope's layout in a temporary folder: autograder.zip unpacked, set up offline, and run as Gradescope runs it."""

import json
import os
import shutil
import subprocess
import venv
import zipfile
from functools import cache
from pathlib import Path

import jinja2
import numpy as np
import pytest
import rich

from bpgrade.cli import main
from bpgrade.variants import write_variant

SECRET = "the-canary-in-the-secret-of-these-tests"
NO_TORCH = 'raise ModuleNotFoundError("No module named \'torch\'", name="torch")\n'


def build(out: Path, folder: Path, *options: str, secret: str = SECRET) -> int:
    """The exit status of bpgrade gradescope build, with a file for the secret in a folder."""
    (folder / "secret").write_text(secret + "\n")
    return main(["gradescope", "build", "--out", str(out), "--secret-file", str(folder / "secret"), *options])


@cache
def set_up_once(base: Path) -> "Container":
    """A Container below a folder, after setup.sh; whoever asks again gets the same one."""
    folder = base / "gradescope"
    folder.mkdir()
    assert build(folder / "autograder.zip", folder) == 0
    container = Container(folder / "autograder", folder / "autograder.zip")
    done = container.set_up()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "graded: 100 of 100\nisolation: " in done.stdout
    return container


class Container:
    """A folder in the place of /autograder. Its Python finds numpy and the like where this one does, but no torch."""

    def __init__(self, root: Path, archive: Path):
        self.archive = archive
        self.root, self.source, self.results = root, root / "source", root / "results" / "results.json"
        with zipfile.ZipFile(archive) as packed:
            for member in packed.infolist():  # zipfile itself forgets which are executable
                os.chmod(packed.extract(member, self.source), member.external_attr >> 16)
        shutil.copy(self.source / "run_autograder", root)
        venv.create(root / "venv", with_pip=True)
        (packages,) = (root / "venv").glob("lib/python*/site-packages")
        (packages / "torch.py").write_text(NO_TORCH)
        folders = {str(Path(module.__file__).parents[1]) for module in (np, pytest, jinja2, rich)}
        (packages / "shared.pth").write_text("\n".join(sorted(folders)))

    def set_up(self) -> subprocess.CompletedProcess:
        """setup.sh, which finds a Python in the place and may ask no package index."""
        return self._run(["bash", self.source / "setup.sh"])

    def grade(self, before: list = ()) -> subprocess.CompletedProcess:
        """run_autograder. before: the beginning of its command line."""
        return self._run([*before, self.root / "run_autograder"])

    def bpgrade(self, *arguments) -> subprocess.CompletedProcess:
        """The kit's own command, with the kit of the zip."""
        return self._run([self.root / "venv" / "bin" / "python", "-m", "bpgrade", *arguments])

    def python(self, script: str) -> subprocess.CompletedProcess:
        """The Python of setup.sh, with the kit of the zip."""
        return self._run([self.root / "venv" / "bin" / "python", "-c", script])

    def _run(self, command):
        environment = {"PATH": os.environ["PATH"], "AUTOGRADER_ROOT": str(self.root), "PIP_NO_INDEX": "1"}
        environment |= {"PYTHONPATH": str(self.source / "kit"), "HOME": str(self.root), "OPENBLAS_NUM_THREADS": "1"}
        return subprocess.run(
            list(map(str, command)), cwd=self.root, env=environment, capture_output=True, text=True, check=False,
            timeout=600,
        )  # fmt: skip

    def hand_in(self, **files: bytes) -> Path:
        """Start over with these files in the submission, and without results. Returns the submission's folder."""
        folder = self.root / "submission"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(self.root / "results", ignore_errors=True)
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        return folder

    def hand_in_variant(self, cells: dict[str, str]) -> None:
        """Start over with the reference's notebooks, with cells added."""
        folder = self.hand_in()
        folder.rmdir()
        write_variant(folder, cells)

    def content(self) -> dict:
        """What results.json says."""
        return json.loads(self.results.read_text(encoding="utf-8"))
