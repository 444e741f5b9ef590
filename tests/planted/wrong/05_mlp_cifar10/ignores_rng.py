"""Forgets to hand rng on, so that each layer makes an unseeded one of its own."""
# loses: mlp-forward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, dtype=dtype), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
