"""Averages over the inputs instead of summing."""
# loses: linear-forward
# hint: divided by the number of inputs


def forward(self, x):
    self.x = x
    return x @ self.weight.data.T / x.shape[1] + self.bias.data


Linear.forward = forward
