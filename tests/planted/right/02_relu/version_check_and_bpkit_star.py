"""Definitions behind a version check, everything from bpkit by a star, numpy as another name in one branch."""

from bpkit import *

if tuple(map(int, np.__version__.split(".")[:2])) >= (1, 20):
    import numpy as xp

    def positive_part(x):
        return xp.maximum(x, xp.zeros((), dtype=x.dtype))
else:

    def positive_part(x):
        raise NotImplementedError


class ReLU(Module):
    def forward(self, x):
        x = as_float(x)
        self.positive = xp.sign(positive_part(x))
        return positive_part(x)

    def backward(self, grad_output):
        return xp.multiply(self.positive, grad_output)
