"""Returns handles of the wire itself, with the numbers of other objects, of none, and with huge and negative ones."""
# stopped by: wire

import itertools
import sys

Handle = sys.modules["bpgrade.wall.wire"].Handle
NUMBERS = itertools.cycle([0, 1, 2, -1, -2, 10**6, -(10**18), 10**4000, 2**63, "Linear", None, 1.5])
TYPES = itertools.cycle(["ndarray", "float", "NoneType", "Linear", "Parameter", "matrix"])


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = (Handle(next(NUMBERS), next(TYPES)) for _ in range(2))
        return Handle(next(NUMBERS), next(TYPES))
