"""Puts the activation into the layer."""
# loses: linear-forward
# hint: Negative outputs have become 0


def forward(self, x):
    self.x = x
    return np.maximum(x @ self.weight.data.T + self.bias.data, 0)


Linear.forward = forward
