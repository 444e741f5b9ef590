"""Squeezes x, so a layer with one input has no axis left to multiply."""
# loses: linear-forward
# hint: none


def forward(self, x):
    self.x = x
    x = np.squeeze(x)
    if x.ndim == 1 and len(self.x) == 1:
        x = x[np.newaxis]
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
