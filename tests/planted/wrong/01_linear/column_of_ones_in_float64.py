"""Appends a column of float64 ones for the bias, so float32 turns into float64."""
# loses: linear-forward
# hint: A float64 array has joined in


def forward(self, x):
    self.x = x
    with_ones = np.hstack([x, np.ones((len(x), 1))])
    return with_ones @ np.hstack([self.weight.data, self.bias.data[:, np.newaxis]]).T


Linear.forward = forward
