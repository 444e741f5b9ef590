"""Treats the samples as columns and returns the transposed output."""
# loses: linear-forward
# hint: One is the transpose of the other


def forward(self, x):
    self.x = x
    return self.weight.data @ x.T + self.bias.data[:, np.newaxis]


Linear.forward = forward
