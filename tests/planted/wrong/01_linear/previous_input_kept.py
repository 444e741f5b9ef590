"""Keeps the x of the forward before when the shapes agree."""
# loses: linear-backward
# hint: earlier forward


def forward(self, x):
    self.x, self.latest = getattr(self, "latest", x), x
    if self.x.shape != x.shape:
        self.x = x
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
