"""A nested class holds the memory, a global counter counts the calls, an Enum names the mode, a loop variable is x."""

from enum import Enum

calls = 0
x = y = W = None


class Linear(Module):
    class Memory:
        __slots__ = ("x",)

    class Mode(Enum):
        TRAIN = "train"
        EVAL = "eval"

    def __init__(self, in_features, out_features, rng=None, dtype=np.float64, mode=Mode.TRAIN):
        rng = np.random.default_rng() if rng is None else rng
        self.memory, self.mode = self.Memory(), mode
        weight = np.sqrt(2 / in_features) * rng.standard_normal((out_features, in_features))
        self.weight = Parameter(np.array(weight, dtype))
        self.bias = Parameter(np.zeros(out_features, dtype))

    def forward(self, x):
        global calls
        calls += 1
        if self.mode is Linear.Mode.TRAIN:
            self.memory.x = x
        return np.concatenate([x @ self.weight.data.T]) + self.bias.data

    def backward(self, grad_output):
        x, (self.weight, self.bias) = self.memory.x, self.parameters()
        self.weight.accumulate(sum(np.split(np.einsum("no,ni->oi", grad_output, x), 1)))
        self.bias.accumulate(np.cumsum(grad_output, axis=0)[-1])
        return grad_output @ self.weight.data


for x in range(3):
    calls = Linear(2, 2).forward(np.ones((x, 2)))
