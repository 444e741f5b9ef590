"""What backward needs is a NamedTuple; values by np.piecewise; a generic base with string annotations."""

from typing import Generic, NamedTuple, TypeVar

Memory = TypeVar("Memory", bound="tuple")


class Slope(NamedTuple):
    values: "np.ndarray"
    count: int = 1


class Remembering(Module, Generic[Memory]):
    memory: "Memory"


class ReLU(Remembering[Slope]):
    def forward(self, x: "np.ndarray") -> "np.ndarray":
        x = as_float(x)
        self.memory = Slope(np.piecewise(x, [x > 0], [1, 0]))
        return np.piecewise(x, [x > 0], [lambda v: v, 0])

    def backward(self, grad_output: "np.ndarray") -> "np.ndarray":
        slope, _ = self.memory
        return grad_output * slope
