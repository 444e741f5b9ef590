"""Draws one seed and gives every layer a generator with this seed."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    seed = int(rng.integers(1 << 31))
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, np.random.default_rng(seed), dtype), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
