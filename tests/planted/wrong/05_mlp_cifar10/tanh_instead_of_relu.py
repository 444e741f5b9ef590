"""Uses a tanh between the layers."""
# loses: mlp-forward
# hint: tanh between the layers


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    class Tanh(Module):
        def forward(self, x):
            y = np.tanh(x)
            self.slope = 1 - y**2
            return y

        def backward(self, grad_output):
            return grad_output * self.slope

    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), Tanh()]
    self.layers.pop()


MLP.__init__ = __init__
