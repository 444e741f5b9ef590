"""A dataclass whose step matches on (momentum, nesterov); options keep the signature's order and defaults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable


@dataclass
class SGD:
    parameters: Iterable[Parameter]
    lr: float
    momentum: float = 0.0
    weight_decay: float = 0.0
    nesterov: bool = False
    velocities: list[np.ndarray | None] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.parameters = list(self.parameters)
        self.velocities = [None for _ in self.parameters]

    def step(self) -> None:
        for k, p in enumerate(self.parameters):
            match p:
                case Parameter(grad=None):
                    continue
                case Parameter(data=data, grad=grad):
                    g = grad + self.weight_decay * data
                    data -= self.lr * self._direction(k, g)

    def _direction(self, k: int, g: np.ndarray) -> np.ndarray:
        match self.momentum, self.nesterov:
            case 0 | 0.0, _:
                return g
            case mu, nesterov:
                last = self.velocities[k]
                v = self.velocities[k] = g if last is None else mu * last + g
                return g + mu * v if nesterov else v

    def zero_grad(self) -> None:
        for p in self.parameters:
            p.grad = None
