"""Looks layers up by their sizes, so that hidden layers of one size are one object."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    made = {}
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        key = in_features, out_features
        if key not in made:
            made[key] = Linear(in_features, out_features, rng, dtype)
        self.layers += [made[key], ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
