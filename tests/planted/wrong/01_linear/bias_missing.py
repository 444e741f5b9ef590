"""Forgets the bias."""
# loses: linear-forward
# hint: it has not been added


def forward(self, x):
    self.x = x
    return x @ self.weight.data.T


Linear.forward = forward
