"""Does not use accumulate: adds to .grad itself, numpy under another name, and names out of it."""

import numpy as xp
from numpy import add as plus
from numpy import asarray, dot, float64, promote_types, sqrt, zeros


def add_to(parameter, gradient):
    parameter.grad = gradient.copy() if parameter.grad is None else parameter.grad + gradient


class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=float64):
        rng = xp.random.default_rng() if rng is None else rng
        weight = rng.standard_normal((out_features, in_features)) * sqrt(2 / in_features)
        self.weight = Parameter(asarray(weight, dtype))
        self.bias = Parameter(zeros(out_features, dtype))

    def forward(self, x):
        self.x = asarray(x, dtype=promote_types(asarray(x).dtype, self.weight.data.dtype))
        return dot(self.x, self.weight.data.T) + self.bias.data

    def backward(self, grad_output):
        add_to(self.weight, dot(grad_output.T, self.x))
        add_to(self.bias, plus.reduce(grad_output))
        return dot(grad_output, self.weight.data)
