"""Builds one hidden layer whatever sizes says."""
# loses: mlp-forward, mlp-backward
# hint: none


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    self.layers = [Linear(sizes[0], sizes[1], rng, dtype), ReLU(), Linear(sizes[1], sizes[2], rng, dtype)]


MLP.__init__ = __init__
