"""Clips the output at 100, just in case."""
# loses: linear-forward
# hint: clipped at 100


def forward(self, x):
    self.x = x
    return np.clip(x @ self.weight.data.T + self.bias.data, -100, 100)


Linear.forward = forward
