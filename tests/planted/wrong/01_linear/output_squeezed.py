"""Squeezes the output, so N = 1 or M = 1 loses an axis."""
# loses: linear-forward
# hint: Only axes of length 1 differ


def forward(self, x):
    self.x = x
    return np.squeeze(x @ self.weight.data.T + self.bias.data)


Linear.forward = forward
