"""Reverses the caller's list of sizes and builds the layers from the end."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    sizes.reverse()
    self.layers = []
    for out_features, in_features in pairwise(sizes):
        self.layers[:0] = [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
