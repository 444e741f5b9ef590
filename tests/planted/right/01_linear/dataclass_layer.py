"""Linear is a dataclass; its Parameters are fields made afterwards."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False, repr=False)
class Linear(Module):
    in_features: int
    out_features: int
    rng: np.random.Generator | None = None
    dtype: Any = np.float64
    weight: Parameter = field(init=False)
    bias: Parameter = field(init=False)
    x: NDArray[np.floating] | None = field(init=False, default=None)

    def __post_init__(self):
        rng = self.rng or np.random.default_rng()
        scale = np.sqrt(2 / self.in_features)
        self.weight = Parameter((rng.standard_normal((self.out_features, self.in_features)) * scale).astype(self.dtype))
        self.bias = Parameter(np.full(self.out_features, 0, dtype=self.dtype))

    def forward(self, x: NDArray) -> NDArray:
        self.x = x
        return (self.weight.data @ np.transpose(x)).T + self.bias.data

    def backward(self, grad_output: "NDArray") -> "NDArray":
        self.weight.accumulate(np.transpose(grad_output) @ self.x)
        self.bias.accumulate(np.sum(grad_output, 0))
        return np.dot(grad_output, self.weight.data)


print(dataclasses.fields(Linear), Linear(3, 2))
