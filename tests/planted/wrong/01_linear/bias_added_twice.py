"""Adds the bias in a helper and once more outside."""
# loses: linear-forward
# hint: added twice


def forward(self, x):
    self.x = x
    scores = x @ self.weight.data.T + self.bias.data
    return scores + self.bias.data


Linear.forward = forward
