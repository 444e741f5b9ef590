"""Hands dtype to the hidden layers but not to the last one."""
# loses: mlp-forward
# hint: A float64 array has joined in


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes[:-1]):
        self.layers += [Linear(in_features, out_features, rng, dtype), ReLU()]
    self.layers.append(Linear(sizes[-2], sizes[-1], rng))


MLP.__init__ = __init__
