"""Gradients are views of one number with huge shapes, and views of overlapping or reversed memory."""
# stopped by: wire

import itertools

as_strided = np.lib.stride_tricks.as_strided
ONE, ROW = np.zeros(1), np.zeros(64)
VIEWS = itertools.cycle(
    [
        as_strided(ONE, (1 << 20,), (0,)),
        as_strided(ONE, (1 << 40, 0), (0, 8)),
        as_strided(ONE, (1 << 29, 1 << 29), (0, 0)),
        as_strided(ROW[32:], (4, 5), (-8, 8)),
        as_strided(ROW, (1,) * 32, (8,) * 32),
    ]
)


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad = next(VIEWS)
        return next(VIEWS)
