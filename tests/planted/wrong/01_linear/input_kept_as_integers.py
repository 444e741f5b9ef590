"""Keeps x as integers to save memory."""
# loses: linear-backward
# hint: cut off to integers


def forward(self, x):
    self.x = x.astype(np.int64)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
