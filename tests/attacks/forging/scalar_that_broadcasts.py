"""Gradients are single numbers: arrays without axes, numpy scalars and arrays of one entry, which broadcast."""
# stopped by: wire

import itertools

KINDS = itertools.cycle([np.float64(0), np.zeros(()), np.zeros((1, 1)), 0.0, np.zeros((1, 1, 1, 1, 1, 1))])


class Linear(Linear):
    def backward(self, grad_output):
        self.weight.grad, self.bias.grad = next(KINDS), next(KINDS)
        return next(KINDS)
