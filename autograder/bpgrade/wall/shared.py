"""One jailed worker for all that a submission is asked: it is started once, and warm for all notebooks but one."""

import json

import numpy as np

from bpgrade.wall.client import START_SECONDS, Crashed, StudentError, TimedOut
from bpgrade.wall.levels import WallError


class SharedWorker:
    """A worker that starts when it is first needed, and is replaced when it has died or has seen too much.

    Args:
        wall: what build_wall gave.
        cells: notebook name -> ((index, source), ...), what was handed in.
    Attributes:
        residents: the groups of definitions that the present worker has loaded, or tried to.
    """

    def __init__(self, wall, cells):
        self._wall, self._worker = wall, None
        self._sources = np.frombuffer(json.dumps(cells).encode(), np.uint8)
        self.residents, self._lent = set(), frozenset()

    def fits(self, worker, lent):
        """Whether this worker may be asked by those to whom these definitions are lent, a frozenset of their sources.

        The definitions of ours that it has seen must not be at hand where the student's own are asked for.
        """
        return worker is not None and worker is self._worker and worker.alive and self._lent <= lent

    def worker(self, group, lent):
        """The Worker for a group to which these definitions are lent. Raises WallError."""
        if not self.fits(self._worker, lent):
            self.close()
            self._worker, self.residents = self._opened(), set()
        self.residents.add(group)
        self._lent = lent
        return self._worker

    def _opened(self):
        worker = self._wall.spawn()
        try:
            worker.ask("open", self._sources, seconds=START_SECONDS)
        except (StudentError, TimedOut, Crashed) as error:  # no code of a student has run yet
            worker.close()
            raise WallError(f"a worker could not take the notebooks: {error}") from error
        return worker

    def close(self):
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
