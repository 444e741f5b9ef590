"""Chains Linear layers without anything between them."""
# loses: mlp-forward
# hint: network is linear


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = [Linear(a, b, rng, dtype) for a, b in pairwise(sizes)]


MLP.__init__ = __init__
