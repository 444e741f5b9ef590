"""Overwrites the weights with numbers of numpy's global generator."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.pop()
    for parameter in self.parameters():
        parameter.data[...] = 0.1 * np.random.randn(*parameter.data.shape)


MLP.__init__ = __init__
