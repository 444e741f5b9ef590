"""Keeps only the x of the first forward."""
# loses: linear-backward
# hint: earlier forward


def forward(self, x):
    if not hasattr(self, "x"):
        self.x = x
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
