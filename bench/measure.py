"""What a command costs: wall-clock and CPU seconds, and memory, its descendants included."""

import contextlib
import ctypes
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

_MIB = 1 << 20
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024
_PR_SET_CHILD_SUBREAPER = 36
_EVERY = 0.05  # seconds
_GRACE = 1.0  # seconds, outside the measured time
_adopting = False


class Failed(Exception):
    """A command that was to be measured has failed; one sentence, and the end of what it printed."""


class Usage(NamedTuple):
    """What one command has used.

    seconds: wall-clock. cpu: seconds of user and system time. largest: MiB, the resident set of its largest process.
    tree: MiB, the most that all its processes together held at one time (Pss); 0.0 when it was not sampled.
    """

    seconds: float
    cpu: float
    largest: float
    tree: float = 0.0

    def plus(self, other: "Usage") -> "Usage":
        """Two commands, one after the other."""
        return Usage(
            self.seconds + other.seconds, self.cpu + other.cpu,
            max(self.largest, other.largest), max(self.tree, other.tree),
        )  # fmt: skip


def adopt_orphans() -> None:
    """Have the orphans of measured commands become children of this process, so that their CPU time is counted.

    From now on `measured` waits for whatever child this process has: it must have no others.
    """
    global _adopting
    if sys.platform == "linux":
        _adopting = True
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def settings(python: str, folder: Path) -> dict[str, str]:
    """Variables for a rival: the programs of its own Python first on PATH, and nothing of the user's own settings."""
    path = os.pathsep.join([str(Path(python).parent), os.environ.get("PATH", "")])
    own = {name: str(folder / ".settings") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    return {"PATH": path, **own}


def measured(command: list, folder: Path, sample: bool = False, **environment: str) -> Usage:
    """Run a command in a folder to its end.

    CPU time is the larger of two figures, neither of which is too large: what the kernel adds up at wait4 (of the
    command, of descendants that were waited for, of orphans that end up here), which misses those that nobody waits
    for, such as jailed workers; and what /proc showed last of each process, which misses the last moment of each.

    Args:
        sample: also sample the memory of the whole tree. It costs milliseconds for each process: not while timing.
    Raises:
        Failed: its exit status is not 0.
    """
    log = folder / "bench.log"
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command], cwd=folder, env={**os.environ, **environment},
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        with _Watch(process.pid, sample) as watch:
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        end = log.read_text(errors="replace")[-2000:]
        raise Failed(f"{' '.join(map(str, command[:5]))} ended with status {process.returncode}:\n{end}")
    cpu = max(usage.ru_utime + usage.ru_stime + _orphans(), watch.cpu)
    return Usage(seconds, cpu, usage.ru_maxrss * _MAXRSS_UNIT / _MIB, watch.peak)


def _orphans() -> float:
    """CPU seconds of what the command has left behind, as far as it ends within a moment."""
    seconds, until = 0.0, time.monotonic() + _GRACE * _adopting
    with contextlib.suppress(ChildProcessError):
        while time.monotonic() < until:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
            if pid == 0:  # on its way out, as a rule: killed together with the command
                time.sleep(_EVERY)
            seconds += usage.ru_utime + usage.ru_stime
    return seconds


class _Watch:
    """Looks at a process and its descendants in /proc, again and again while the block runs."""

    def __init__(self, pid: int, memory: bool):
        self.pid, self.memory, self.peak, self._seen = pid, memory, 0.0, {}
        self._done, self._thread = threading.Event(), threading.Thread(target=self._watch, daemon=True)

    @property
    def cpu(self) -> float:
        """CPU seconds that the processes had used when they were last seen."""
        return sum(self._seen.values())

    def _watch(self):
        while not self._done.wait(_EVERY):
            family = _family(self.pid)
            self._seen |= dict(filter(None, map(_cpu, family)))
            if self.memory:
                self.peak = max(self.peak, sum(map(_pss, family)) / _MIB)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._done.set()
        self._thread.join()


def _family(pid: int) -> list[int]:
    """A process and its descendants, as far as /proc shows them."""
    found = [pid]
    for each in found:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found.extend(map(int, (task / "children").read_text().split()))
    return found


def _cpu(pid: int) -> tuple[tuple[int, str], float] | None:
    """((process id, start time), CPU seconds so far); None for one that is gone."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (pid, fields[19]), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return None


def _pss(pid: int) -> int:
    """Proportional set size in bytes: memory shared by n processes counts 1/n in each. 0 for one that is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0
