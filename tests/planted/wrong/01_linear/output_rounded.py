"""Rounds the output to six decimals."""
# loses: linear-forward
# hint: but rounded


def forward(self, x):
    self.x = x
    return np.round(x @ self.weight.data.T + self.bias.data, 6)


Linear.forward = forward
