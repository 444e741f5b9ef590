"""Grades on a Dask cluster, once it is sure that every worker judges as this machine would.

Submissions and the secret travel by value, through the scheduler; no disk is shared. docs/cluster.md is for users.
"""

import io
import logging
import pickle
import platform
import threading
import time
import uuid
import warnings
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import NamedTuple

from bpgrade.classroom import PoolError, Pools
from bpgrade.identity import SAME, compare, difference, identity


class Patience(NamedTuple):
    """Seconds: for the scheduler to answer; for a first worker; for which all workers may be away in mid-run."""

    answer: float = 5.0
    first: float = 15.0
    away: float = 60.0


@contextmanager
def pools(address: str, patience: Patience | None = None) -> Iterator[Pools]:
    """The workers of a Dask cluster, connected to and checked. They may come and go.

    Args:
        address: of the scheduler: tcp://host:port, or tls://host:port with certificates in Dask's configuration.
    Raises:
        PoolError: the cluster cannot be used, and why; while it is used: it is lost.
    """
    try:
        from distributed.scheduler import KilledWorker
    except ImportError:
        what = "--dask needs a package that is not installed, distributed"
        raise PoolError(what, "pip install 'backprop-kit[cluster]'", usage=True) from None
    cluster = _Cluster(address, patience or Patience())
    with _quiet(cluster.patience.answer):
        try:
            cluster.connect()
            yield Pools(cluster.open, (), (KilledWorker,), _Workers.number)
        finally:
            cluster.close()


@contextmanager
def _quiet(answer):
    """What Dask would log and warn of is said in sentences, or its own business; nor does it wait for 30 s."""
    import dask
    from distributed.versions import VersionMismatchWarning

    settings = {
        "distributed.comm.timeouts.connect": answer,
        "distributed.admin.large-graph-warning-threshold": "1TB",
    }
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    levels = [logger.level for logger in loggers]
    with dask.config.set(settings), warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)


class _Cluster:
    """A connection, made anew for each pool but the first, for which it is there."""

    def __init__(self, address, patience):
        self.address, self.patience, self._client = address, patience, None

    def connect(self):
        """Raises PoolError unless the cluster can be used."""
        self._client = _connected(self.address, self.patience.answer)
        try:
            self._client.wait_for_workers(1, timeout=self.patience.first)
            _within(4 * self.patience.first, compare, self._client)
        except OSError:  # a TimeoutError, too, is one
            raise self._without_workers() from None

    def _without_workers(self):
        with suppress(OSError):
            if self._client.nthreads():
                what = f"The workers of the cluster at {self.address} do not answer"
                return PoolError(what, "see what they are doing, or start them anew")
        what = f"The cluster at {self.address} has no worker"
        return PoolError(what, "start some with dask worker, as docs/cluster.md says")

    @contextmanager
    def open(self, _jobs: int) -> Iterator[Executor]:
        """An Executor of these workers."""
        if self._client is None:
            self.connect()
        workers = _Workers(self._client, self.address, self.patience.away)
        try:
            yield workers
        except Exception as error:
            if not isinstance(error, ImportError) and not type(error).__module__.startswith("distributed."):
                raise
            reason = " ".join(str(error).split()) or type(error).__name__
            raise PoolError(f"The cluster at {self.address} cannot grade ({reason})", SAME) from error
        finally:
            workers.shutdown(wait=False)
            self.close()

    def close(self):
        """Disconnect, if that is still to be done."""
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError):
                client.close(timeout=self.patience.answer)


def _within(seconds, function, *arguments, **options):
    """What a function gives. Raises TimeoutError when that takes longer; it is left to itself then."""
    future = Future()

    def run():
        try:
            future.set_result(function(*arguments, **options))
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future.result(seconds)


def _connected(address, seconds):
    from distributed import Client

    try:
        # Dask's own timeout does not count a handshake: a server of another kind is silent for ever
        return _within(2 * seconds, Client, address, timeout=seconds, set_as_default=False)
    except OSError:
        what = f"No Dask scheduler answers at {address}"
        raise PoolError(what, "see that it runs, and that this machine may connect to it") from None
    except TypeError:
        what = f"The scheduler at {address} cannot be reached without certificates"
        raise PoolError(what, "name them in Dask's configuration, as docs/cluster.md says", usage=True) from None
    except ValueError as error:
        what = f"--dask {address} is not the address of a scheduler ({error})"
        raise PoolError(what, "give one like tcp://host:8786", usage=True) from None


class _Parcel:
    """Work on its way: to unpickle it is to do it.

    So scheduler and workers take it in hand with nothing but the standard library. A worker that lacks bpgrade, come
    after the others were checked, says so; Dask would take it for dead, and in the end blame the submission.
    """

    def __init__(self, do, task):
        self._do, self._task = do, task

    def __reduce__(self):
        return _unpack, (identity(), pickle.dumps((self._do, self._task)))


def _unpack(sender, content):
    """On a worker: do what was sent."""
    for name, mine in identity().items():
        differs = difference(name, sender[name], mine)
        if differs:
            raise PoolError(f"A worker on {platform.node()} {differs}", SAME)
    do, task = pickle.loads(content)
    return do(task)


class _Workers(Executor):
    """The Executor of a cluster, which knows how many workers it has."""

    def __init__(self, client, address, away):
        self._client, self._address, self._away = client, address, away
        self._executor = client.get_executor()
        self._count, self._seen = 1, time.monotonic()

    def submit(self, do, /, task):
        """As ever; where there is no connection any more the future is a cancelled one."""
        # in a file, as Dask logs what tasks are called with, and this holds the secret
        parcel, key = io.BytesIO(pickle.dumps(_Parcel(do, task))), f"bpgrade-{uuid.uuid4()}"
        try:
            return self._executor.submit(pickle.load, parcel, key=key)
        except Exception:  # of another class in every version of Dask
            if self._client.status in ("running", "connecting"):
                raise
        lost = Future()
        lost.cancel()
        lost.set_running_or_notify_cancel()
        return lost

    def number(self) -> int:
        """How many workers there are, at least 1. Raises PoolError when there have been none for too long."""
        with suppress(Exception):  # when the scheduler is gone the futures say so
            self._count = len(self._client.nthreads())
        if self._count:
            self._seen = time.monotonic()
        elif time.monotonic() - self._seen > self._away:
            raise PoolError(f"The cluster at {self._address} has no workers any more", "start some")
        return max(1, self._count)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Cancels what is not done, unless it is to wait for that."""
        with suppress(Exception):  # there may be nobody to tell
            self._executor.shutdown(wait=wait)
