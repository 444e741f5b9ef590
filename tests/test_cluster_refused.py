"""Clusters on which nothing can be graded are refused before any work, in a sentence that says what to do."""

import socket
import sys

import pytest
from distributed import Client

from bpgrade import __version__
from bpgrade.classroom import PoolError
from bpgrade.cli import main
from bpgrade.cluster import Patience, pools
from dask_processes import Processes, packages_without_bpgrade
from faults import write_class

SAME = "install the same packages on both, as docs/cluster.md says."
SECONDS = 60  # for a worker to start
HASTY = Patience(first=0.5)


@pytest.fixture(autouse=True)
def own_secret(tmp_path, monkeypatch):
    """A secret of the test's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def grade(folder, *options):
    """Exit status of `bpgrade grade` for a class, whose reports would go to the folder `out`."""
    arguments = ["grade", write_class(folder / "class", ("bob",)), "--out", folder / "out", *options]
    return main(list(map(str, arguments)))


def only_worker(client):
    """The address of the one worker, once it is there."""
    client.wait_for_workers(1, timeout=SECONDS)
    (worker,) = client.scheduler_info()["workers"]
    return worker


def refusal(address, patience=HASTY):
    """The sentence with which a cluster is refused."""
    with pytest.raises(PoolError) as refused, pools(address, patience):
        pass
    return str(refused.value)


def test_unfit_workers(tmp_path):
    """no worker, one without bpgrade, and one with another version are told apart, and named"""
    with Processes(tmp_path) as processes, Client(processes.address, set_as_default=False) as client:
        assert refusal(processes.address) == (
            f"The cluster at {processes.address} has no worker: start some with dask worker, as docs/cluster.md says."
        )
        bare = packages_without_bpgrade(tmp_path / "bare")
        process = processes.worker("--no-nanny", path=bare, python=["-S"])
        worker = only_worker(client)
        assert refusal(processes.address) == f"The worker {worker} has no bpgrade: {SAME}"
        processes.end(process)

        (tmp_path / "other").mkdir()
        (tmp_path / "other" / "sitecustomize.py").write_text("import bpgrade\nbpgrade.__version__ = '9.9.9'\n")
        processes.worker("--no-nanny", path=tmp_path / "other")
        worker = only_worker(client)
        assert refusal(processes.address) == (
            f"The worker {worker} has bpgrade 9.9.9, and this machine {__version__}: {SAME}"
        )


def closed_port():
    """A port of this machine that nobody listens to."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_no_scheduler(tmp_path, capfd):
    """a scheduler that is not there is a sentence and exit status 1; Dask says nothing, and nothing is written"""
    address = f"tcp://127.0.0.1:{closed_port()}"
    assert grade(tmp_path, "--dask", address) == 1
    assert capfd.readouterr().err == (
        f"bpgrade: No Dask scheduler answers at {address}: see that it runs, and that this machine may connect to it.\n"
    )
    assert not (tmp_path / "out").exists()


def test_a_server_of_another_kind():
    """a port at which something else listens, and is silent, is not waited for forever"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        assert refusal(address, Patience(answer=0.5)).startswith(f"No Dask scheduler answers at {address}: ")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (
            "http://127.0.0.1:8786",
            "--dask http://127.0.0.1:8786 is not the address of a scheduler (unknown address scheme 'http' (known ",
        ),
        ("nonsense", "--dask nonsense is not the address of a scheduler (missing port number in address 'nonsense')"),
        (
            "tls://127.0.0.1:8786",
            "The scheduler at tls://127.0.0.1:8786 cannot be reached without certificates: name them in Dask's "
            "configuration, as docs/cluster.md says.",
        ),
    ],
    ids=["scheme", "no port", "no certificates"],
)
def test_bad_addresses(tmp_path, capsys, address, sentence):
    """an address that can be none is bad usage"""
    assert grade(tmp_path, "--dask", address) == 2
    assert capsys.readouterr().err.startswith(f"bpgrade: {sentence}")
    assert not (tmp_path / "out").exists()


def test_without_distributed(tmp_path, monkeypatch, capsys):
    """without the extra one sentence says how to get it"""
    monkeypatch.setitem(sys.modules, "distributed.scheduler", None)
    assert grade(tmp_path, "--dask", "tcp://127.0.0.1:8786") == 2
    assert capsys.readouterr().err == (
        "bpgrade: --dask needs a package that is not installed, distributed: pip install 'backprop-kit[cluster]'.\n"
    )


def test_processes_or_a_cluster(tmp_path, capsys):
    """--jobs and --dask exclude each other"""
    assert grade(tmp_path, "--dask", "tcp://127.0.0.1:8786", "--jobs", 2) == 2
    assert capsys.readouterr().err == ("bpgrade: --jobs is about processes of this machine: leave it out, or --dask.\n")
