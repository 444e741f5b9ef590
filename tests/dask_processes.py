"""A Dask scheduler and its workers as processes of this machine, which end with a test."""

import json
import os
import signal
import subprocess
import sys
import sysconfig
import time
from contextlib import suppress
from pathlib import Path

TESTS = Path(__file__).parent
# the test's own address, one task at a time, and no web page
_COMMON = ("--host", "127.0.0.1", "--no-dashboard")
_SETTINGS = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1", "DASK_LOGGING__DISTRIBUTED": "error"}
_START_SECONDS = 60


class Processes:
    """A scheduler, and workers as they are asked for; output goes to files of a folder. Use it in a with block."""

    def __init__(self, folder, *options):
        self._folder, self._file, self._processes = folder, folder / "scheduler.json", []
        try:
            self._start("scheduler", "--port", "0", "--scheduler-file", self._file, *options)
            self.scheduler = self._processes[0]
            self.address = self._read_address()
        except BaseException:
            self.__exit__()
            raise

    def worker(self, *options, path=TESTS, python=()):
        """Start a worker with one thread. path: what it can import besides its packages. Returns its process."""
        options = ("--nthreads", "1", "--local-directory", self._folder / "scratch", *options)
        return self._start("worker", self.address, *options, path=path, python=python)

    def _start(self, role, *arguments, path=TESTS, python=()):
        command = [sys.executable, *python, "-m", "dask", role, *map(str, arguments), *_COMMON]
        with open(self._folder / f"{role}.log", "ab") as log:
            process = subprocess.Popen(
                command, env=os.environ | _SETTINGS | {"PYTHONPATH": str(path)}, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        self._processes.append(process)
        return process

    def _read_address(self):
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline and self.scheduler.poll() is None:
            with suppress(OSError, ValueError):  # not there yet, or not whole
                return json.loads(self._file.read_text())["address"]
            time.sleep(0.02)
        raise RuntimeError((self._folder / "scheduler.log").read_text())

    def end(self, process):
        """End a process, with all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        for process in reversed(self._processes):
            self.end(process)


def packages_without_bpgrade(folder):
    """A folder with all that is installed here except this project; python -S sees nothing else."""
    folder.mkdir()
    for path in {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}:
        for entry in path.iterdir():
            if entry.suffix != ".pth" and not entry.name.lower().startswith(("bpgrade", "bpkit", "backprop")):
                (folder / entry.name).symlink_to(entry)
    return folder
