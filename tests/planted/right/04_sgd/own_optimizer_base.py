"""An abstract Optimizer goes through the parameters; SGD says the direction. Weak keys hold the velocities."""

from abc import ABC, abstractmethod
from weakref import WeakKeyDictionary


class Optimizer(ABC):
    def __init__(self, parameters, lr):
        self.parameters = [*parameters]
        self.lr = lr

    @property
    def lr(self):
        return self._lr

    @lr.setter
    def lr(self, value):
        if value < 0:
            raise ValueError(f"lr = {value}")
        self._lr = value

    @abstractmethod
    def direction(self, parameter): ...

    def with_gradient(self):
        yield from (p for p in self.parameters if p.grad is not None)

    def step(self, closure=None):
        loss = closure() if closure else None
        for p in self.with_gradient():
            p.data -= self.lr * self.direction(p)
        return loss

    def zero_grad(self, set_to_none=True):
        for p in self.parameters:
            p.grad = None if set_to_none else p.grad * 0


class SGD(Optimizer):
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        super().__init__(parameters, lr)
        self.momentum, self.weight_decay, self.nesterov = momentum, weight_decay, nesterov
        self.velocity = WeakKeyDictionary()

    def direction(self, parameter):
        g = parameter.grad
        if self.weight_decay != 0:
            g = g + parameter.data * self.weight_decay
        if self.momentum != 0:
            v = self.velocity.get(parameter)
            v = np.array(g) if v is None else self.momentum * v + g
            self.velocity[parameter] = v
            g = g + self.momentum * v if self.nesterov else v
        return g
