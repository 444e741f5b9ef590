"""Puts a ReLU after every layer, the last included."""
# loses: mlp-forward
# hint: ReLU after the last layer


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]


MLP.__init__ = __init__
