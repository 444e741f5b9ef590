"""Forgets to hand dtype on: float32 is asked for, float64 is made."""
# loses: mlp-forward
# hint: A float64 array has joined in


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = []
    for in_features, out_features in pairwise(sizes):
        self.layers += [Linear(in_features, out_features, rng), ReLU()]
    self.layers.pop()


MLP.__init__ = __init__
