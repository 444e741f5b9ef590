"""Hands rng to the first layer only."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng if not self.layers else None, dtype), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
