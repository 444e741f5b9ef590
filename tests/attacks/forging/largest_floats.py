"""Gradients are near the largest float and overflow in comparisons, to infinite errors and infinite tolerances."""
# stopped by: wire

import itertools

SIZES = itertools.cycle([factor * np.finfo(float).max for factor in (1.0, -1.0, 0.5, -0.5, 0.25)])


class Linear(Linear):
    def backward(self, grad_output):
        return np.full((len(grad_output), self.weight.data.shape[1]), next(SIZES))
