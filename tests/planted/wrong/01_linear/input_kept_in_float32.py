"""Keeps x in float32 to save memory."""
# loses: linear-backward
# hint: single precision


def forward(self, x):
    self.x = x.astype(np.float32)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
