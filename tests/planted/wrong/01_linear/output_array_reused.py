"""Writes every output of one shape into the same array."""
# loses: linear-forward
# hint: earlier output


def forward(self, x):
    self.x = x
    shape = (len(x), len(self.bias.data))
    if getattr(self, "out", np.zeros(0)).shape != shape:
        self.out = np.zeros(shape, dtype=self.weight.data.dtype)
    self.out[...] = x @ self.weight.data.T + self.bias.data
    return self.out


Linear.forward = forward
