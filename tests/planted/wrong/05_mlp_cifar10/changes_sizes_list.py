"""Pops the sizes off the caller's list."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    in_features = sizes.pop(0)
    while sizes:
        out_features = sizes.pop(0)
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
        in_features = out_features
    self.layers.pop()


MLP.__init__ = __init__
