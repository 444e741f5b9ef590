"""Puts the ReLU in front of each Linear layer, so that the input loses its negative entries."""
# loses: mlp-forward
# hint: ReLU before the first layer


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [ReLU(), Linear(in_features, out_features, rng, dtype)]


MLP.__init__ = __init__
