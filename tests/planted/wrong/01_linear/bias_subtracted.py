"""Subtracts the bias."""
# loses: linear-forward
# hint: subtracted instead of added


def forward(self, x):
    self.x = x
    return x @ self.weight.data.T - self.bias.data


Linear.forward = forward
