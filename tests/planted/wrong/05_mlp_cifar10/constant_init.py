"""Sets all weights to 0.01."""
# loses: mlp-forward
# hint: stay equal for ever


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.pop()
    for parameter in self.parameters():
        if parameter.data.ndim == 2:
            parameter.data[...] = 0.01


MLP.__init__ = __init__
