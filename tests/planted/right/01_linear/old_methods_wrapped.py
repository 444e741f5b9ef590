"""The first forward and backward are kept under other names and called by the ones that replace them."""

import bpkit as kit


class Linear(kit.Module):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        weight = np.sqrt(2 / in_features) * rng.standard_normal((out_features, in_features))
        self.weight = kit.Parameter(weight.astype(dtype))
        self.bias = kit.Parameter(np.zeros(out_features, dtype))

    def forward(self, x):
        return x @ self.weight.data.T

    def backward(self, grad_output):
        self.weight.accumulate(grad_output.T @ self.x)
        return grad_output @ self.weight.data


# %%
without_bias = Linear.forward


def forward(self, x):
    self.x = x
    return without_bias(self, x) + self.bias.data


Linear.forward = forward


# %%
def with_bias(layer, g):
    layer.bias.accumulate(g.sum(0))
    return old_backward(layer, g)


old_backward, Linear.backward = Linear.backward, with_bias
