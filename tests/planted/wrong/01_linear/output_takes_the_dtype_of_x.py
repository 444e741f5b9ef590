"""Fills an output of x's dtype, which cuts off decimals for integers."""
# loses: linear-forward
# hint: Integers cut off the decimals


def forward(self, x):
    self.x = x
    out = np.zeros((len(x), len(self.bias.data)), dtype=x.dtype)
    out[...] = x @ self.weight.data.T + self.bias.data
    return out


Linear.forward = forward
