"""Writes 1 / 1 + exp(-x)."""
# loses: sigmoid
# hint: A division comes before an addition


def forward(self, x):
    x = as_float(x)
    z = np.exp(-np.abs(x))
    self.slope = z / (1 + z) ** 2
    return 1 / 1 + np.exp(-x)


Sigmoid.forward = forward
