"""Converts the weights to x's dtype, which cuts them off for integers."""
# loses: linear-forward
# hint: Integers cut off the decimals | cut off to integers


def forward(self, x):
    self.x = x
    return x @ self.weight.data.T.astype(x.dtype) + self.bias.data


Linear.forward = forward
