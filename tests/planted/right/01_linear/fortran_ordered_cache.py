"""Weights and the remembered input are Fortran-ordered, in a deque of length one."""

from collections import deque


class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        rng = np.random.default_rng(rng)
        weight = rng.standard_normal((out_features, in_features)) * np.sqrt(2.0 / in_features)
        self.weight = Parameter(np.asfortranarray(weight, dtype=dtype))
        self.bias = Parameter(np.zeros(out_features, dtype=dtype, order="F"))
        self.inputs = deque(maxlen=1)

    def forward(self, x):
        self.inputs.append(np.asfortranarray(x))
        return np.asfortranarray(self.inputs[-1] @ self.weight.data.T + self.bias.data)

    def backward(self, grad_output):
        x = self.inputs[0]
        self.weight.accumulate((x.T @ grad_output).T)
        self.bias.accumulate(np.asfortranarray(grad_output).sum(0))
        return (self.weight.data.T @ grad_output.T).T
