"""Repeats the first hidden size for all hidden layers."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    widths = [sizes[0], *[sizes[1]] * (len(sizes) - 2), sizes[-1]]
    self.layers = []
    for in_features, out_features in pairwise(widths):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
