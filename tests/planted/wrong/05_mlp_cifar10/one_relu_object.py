"""Uses one ReLU object at every position, whose mask the next position overwrites."""
# loses: mlp-backward
# hint: ReLU of its own


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    relu = ReLU()
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng, dtype), relu]
    self.layers.pop()


MLP.__init__ = __init__
