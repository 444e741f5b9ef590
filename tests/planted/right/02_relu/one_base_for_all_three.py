"""A base class that does forward and backward for all three; each class gives a function and its slope."""

from abc import ABC, abstractmethod


class Elementwise(Module, ABC):
    @staticmethod
    @abstractmethod
    def f(x): ...

    @abstractmethod
    def slope(self): ...

    def forward(self, x):
        self.x = np.array(as_float(x))
        self.y = self.f(self.x)
        return self.y.copy()

    def backward(self, grad_output):
        return np.asarray(grad_output) * self.slope()


class ReLU(Elementwise):
    @staticmethod
    def f(x):
        return x * (x > 0)

    def slope(self):
        return (self.y > 0).astype(self.y.dtype)


class Tanh(Elementwise):
    f = staticmethod(np.tanh)

    def slope(self):
        return 1 - np.square(self.y)


class Sigmoid(Elementwise):
    @staticmethod
    def f(x):
        return 0.5 * np.tanh(0.5 * x) + 0.5

    def slope(self):
        return self.y - self.y**2
