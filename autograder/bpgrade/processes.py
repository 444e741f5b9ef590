"""A pool of processes that end with the process that wants them. It imports little: they have to notice that early."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor

_STOPPING = {signal.SIGINT, signal.SIGTERM}


@contextlib.contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """An Executor over processes that end with this block or with this process, whatever they are doing."""
    context = multiprocessing.get_context("spawn")  # a fork would carry torch's locks along
    lifeline, ours = context.Pipe(duplex=False)
    pool = _Pool(jobs, mp_context=context, initializer=_begin, initargs=(lifeline,))
    try:
        yield pool
    finally:
        ours.close()
        pool.shutdown(cancel_futures=True)
        lifeline.close()


class _Pool(ProcessPoolExecutor):
    """Starts its processes and threads deaf to Ctrl-C and SIGTERM: those are for the main thread of this process."""

    def submit(self, *args, **kwargs):
        """As ever."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        try:
            return super().submit(*args, **kwargs)
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)


def _begin(lifeline):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)  # a pool ends its last processes with SIGTERM
    threading.Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline):
    lifeline.poll(None)  # until the other end is closed
    os._exit(1)
