"""A wrong first try further up, patched and thrown away; the last class is right and waits for a later helper."""


class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        raise NotImplementedError("first try")

    def backward(self, grad_output):
        return grad_output


# %%
Linear.forward = lambda self, x: 0
Linear.scale = 17


# %%
class Linear(Module):
    def __init__(self, in_features, out_features, rng=None, dtype=np.float64):
        self.weight, self.bias = make_parameters(in_features, out_features, rng, dtype)

    def forward(self, x):
        assert not hasattr(Linear, "scale"), "a patch of the class before"
        self.x, y = x, affine(x, self.weight.data, self.bias.data)
        return y


# %%
def affine(x, W, b):
    return np.sum([x @ W.T, np.broadcast_to(b, (len(x), len(b)))], axis=0)


def make_parameters(n, m, rng, dtype):
    rng = np.random.default_rng() if rng is None else rng
    return [Parameter(a.astype(dtype)) for a in (np.sqrt(2 / n) * rng.standard_normal((m, n)), np.zeros(m))]


# %%
def backward(layer, upstream):
    layer.weight.accumulate(upstream.transpose() @ layer.x)
    layer.bias.accumulate(upstream.sum(axis=-2))
    return upstream @ layer.weight.data


Linear.backward = backward


def backward(layer, upstream):
    raise RuntimeError("an experiment below: the method above keeps its own function")
