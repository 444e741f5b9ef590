"""No Linear and no ReLU: Parameters in two lists, hidden activations as methods, masks remembered in a list."""

from bpkit import Parameter


class MLP(Module):
    def __init__(self, sizes, rng=None, dtype=np.float64):
        rng = np.random.default_rng() if rng is None else rng
        shapes = [(m, n) for n, m in pairwise(sizes)]
        self.W = [Parameter((rng.standard_normal(s) * (2 / s[1]) ** 0.5).astype(dtype)) for s in shapes]
        self.b = [Parameter(np.zeros(m, dtype)) for m, _ in shapes]

    def activate(self, a):
        self.masks.append(a > 0)
        return a * self.masks[-1]

    def forward(self, x):
        self.masks, self.inputs = [], []
        for k, (W, b) in enumerate(zip(self.W, self.b)):
            if k:
                x = self.activate(x)
            self.inputs.append(x)
            x = x @ W.data.T + b.data
        return x

    def backward(self, grad_output):
        g = grad_output
        for k in range(len(self.W))[::-1]:
            self.W[k].accumulate(g.T @ self.inputs[k])
            self.b[k].accumulate(g.sum(axis=0))
            g = g @ self.W[k].data
            if k:
                g = g * self.masks[k - 1]
        return g
