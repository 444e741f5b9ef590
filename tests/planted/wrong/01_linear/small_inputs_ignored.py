"""Treats inputs below a thousandth as 0."""
# loses: linear-forward
# hint: Small numbers have all become 0 | Only row


def forward(self, x):
    self.x = x
    x = np.where(np.abs(x) < 1e-3, 0, x)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
