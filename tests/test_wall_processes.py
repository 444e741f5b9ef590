"""The processes behind the wall: how they start, and that none of them outlives it."""

import os
import signal
import time

import numpy as np
import pytest

from bpgrade.wall import launch, wire
from bpgrade.wall.build import build_wall
from bpgrade.wall.client import Crashed
from bpgrade.wall.levels import WallError
from bpgrade.wall.spawn import Zygote
from in_jail import C, confined, descendants, gone, run


@confined
def test_more_than_one_thread(monkeypatch):
    """a zygote with BLAS threads must not fork, so it is refused"""
    if os.cpu_count() == 1:
        pytest.skip("BLAS starts no threads on one core")
    monkeypatch.setattr(launch, "ENVIRONMENT", launch.ENVIRONMENT | {"OPENBLAS_NUM_THREADS": "2"})
    with pytest.raises(WallError, match=r"^the zygote has \d+ threads, and must not fork with more than one$"):
        Zygote(C)


@confined
def test_a_zygote_that_does_not_start(monkeypatch):
    """when the jailed interpreter cannot start, the reason is the last line that it wrote"""
    monkeypatch.setattr(launch, "_folders", list)
    with pytest.raises(
        WallError, match=r"^the jail could not be started: ModuleNotFoundError: No module named 'bpgrade'$"
    ):
        Zygote(C)


@confined
def test_a_killed_zygote():
    """when the zygote is killed its workers die with it, and nobody is told that a student did it"""
    before = len(os.listdir("/proc/self/fd"))
    with Zygote(C) as wall:
        worker = wall.spawn()
        pids = descendants(wall.process.pid)
        assert len(pids) == 1
        wall.process.send_signal(signal.SIGKILL)
        wall.process.wait()
        assert gone(pids)
        with pytest.raises(WallError, match=r"^the (zygote is gone|jail could not be started): "):
            worker.ask("probe", seconds=10.0)
        assert not worker.alive
        with pytest.raises(WallError, match=r"^the zygote is gone: "):
            wall.spawn()
    assert len(os.listdir("/proc/self/fd")) == before


@confined
@pytest.mark.parametrize("level", ["C", "A"])
def test_closing_ends_everything(level):
    """closing the wall ends the zygote and workers that are still busy"""
    with build_wall(at_most=level) as wall:
        worker = wall.spawn()
        make, call = ["function", ["waves", [np.ones(1 << 22)] * 2, 1]], ["call", [wire.Handle(1, ""), "", [1.0], {}]]
        some_seconds_of_work = [make, *[call] * 500]
        worker._write(wire.numbered(wire.pack({"steps": some_seconds_of_work}), 1), time.monotonic() + 20)
        pids = descendants(wall.process.pid) | {wall.process.pid}
    assert gone(pids)
    with pytest.raises(WallError):
        worker.close()


def test_nothing_is_left_over(every_wall):
    """50 workers, some of them ended by force, leave neither a process nor a descriptor behind"""
    family, descriptors = descendants(every_wall.process.pid), len(os.listdir("/proc/self/fd"))
    one = every_wall.spawn()
    assert len(descendants(every_wall.process.pid) - family) == 1
    one.close()
    for number in range(50):
        worker = every_wall.spawn()
        if number % 5 == 0:
            with pytest.raises(Crashed):
                run(worker, "os._exit(1)")
        worker.close()
        assert worker.close() is None
    assert descendants(every_wall.process.pid) == family
    assert len(os.listdir("/proc/self/fd")) == descriptors
