"""Takes everything from numpy with a star, sum and abs included, and numpy under another name besides."""
import numpy as xp
from numpy import *


def add_to(parameter, gradient):
    parameter.grad = gradient.copy() if parameter.grad is None else parameter.grad + gradient


class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=float64):
        rng = xp.random.default_rng() if rng is None else rng
        self.weight = Parameter(asarray(rng.standard_normal((out_features, in_features)) * sqrt(2 / in_features), dtype))
        self.bias = Parameter(zeros(out_features, dtype))

    def forward(self, x):
        self.x = asarray(x, dtype=promote_types(asarray(x).dtype, self.weight.data.dtype))
        return dot(self.x, self.weight.data.T) + self.bias.data

    def backward(self, grad_output):
        add_to(self.weight, dot(grad_output.T, self.x))
        add_to(self.bias, sum(grad_output, axis=0))
        return dot(grad_output, self.weight.data)
