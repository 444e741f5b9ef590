"""Makes the ReLU layers with [ReLU()] * n, which is one object n times."""
# loses: mlp-backward
# hint: ReLU of its own


def __init__(self, sizes, rng=None, dtype=np.float64):
    rng = np.random.default_rng() if rng is None else rng
    linears = [Linear(a, b, rng, dtype) for a, b in pairwise(sizes)]
    relus = [ReLU()] * (len(linears) - 1)
    self.layers = linears[:1]
    for relu, linear in zip(relus, linears[1:]):
        self.layers += [relu, linear]


MLP.__init__ = __init__
