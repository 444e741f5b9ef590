"""Computes in float32 to save time."""
# loses: linear-forward
# hint: Right in single precision only


def forward(self, x):
    self.x = x
    return x.astype(np.float32) @ self.weight.data.T.astype(np.float32) + self.bias.data.astype(np.float32)


Linear.forward = forward
