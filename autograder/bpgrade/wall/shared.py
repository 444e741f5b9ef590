"""One jailed worker for all that a submission is asked: it is started once, and warm for all notebooks but one."""

import json

import numpy as np

from bpgrade.wall.client import START_SECONDS


class SharedWorker:
    """A worker that starts when it is first needed, and is replaced when it has died or has seen too much.

    Args:
        wall: what build_wall gave.
        cells: notebook name -> ((index, source), ...), what was handed in.
    Attributes:
        residents: the notebooks whose code the present worker has run.
    """

    def __init__(self, wall, cells):
        self._wall, self._worker = wall, None
        self._sources = np.frombuffer(json.dumps(cells).encode(), np.uint8)
        self.residents, self._lent = set(), 0

    def fits(self, worker, lent):
        """Whether this worker may be asked by those to whom `lent` rows of definitions are lent.

        The definitions of ours that it has seen must not be at hand where the student's own are asked for.
        """
        return worker is not None and worker is self._worker and worker.alive and lent >= self._lent

    def worker(self, notebook, lent):
        """The Worker for code of a notebook to which `lent` rows of definitions are lent. Raises WallError."""
        if not self.fits(self._worker, lent):
            self.close()
            self._worker = self._wall.spawn()
            self._worker.ask("open", self._sources, seconds=START_SECONDS)
            self.residents, self._lent = set(), 0
        self.residents.add(notebook)
        self._lent = lent
        return self._worker

    def close(self):
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
