"""Makes a test stumble, and tries to spoil the run with the reference that follows: modules, memory, processor."""
# stopped by: process split

import select
import sys


class Spoiled:
    """Of the right shape, so that a test goes on with it and stumbles."""

    shape, ndim = (3, 4), 2


def spoil():
    for name in ("bpkit", "bpkit.slicer", "bpkit.cells", "bpkit.module", "bpkit.notebooks"):
        for attribute in [
            each for each, value in vars(sys.modules[name]).items() if callable(value) and each[0] != "_"
        ]:
            setattr(sys.modules[name], attribute, None)
    worker = sys.modules["bpgrade.wall.worker"]
    real = worker._read

    def read(length):
        while len(worker._received) < length and not select.select([worker.QUESTIONS], [], [], 0)[0]:
            sum(range(1000))  # keeps a processor busy while the reference is graded
        return real(length)

    worker._read = read


class Linear(Linear):
    held = []

    def backward(self, grad_output):
        if not self.held:
            self.held.append(np.ones(1 << 22))
            spoil()
        self.weight.grad = self.bias.grad = Spoiled()
        return super().backward(grad_output)
