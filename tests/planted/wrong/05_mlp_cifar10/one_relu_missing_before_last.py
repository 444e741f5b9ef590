"""Pops one layer too many and misses the ReLU before the last Linear."""
# loses: mlp-forward
# hint: no ReLU before the last layer | network is linear


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.pop()
    if len(self.layers) > 1:
        del self.layers[-2]


MLP.__init__ = __init__
