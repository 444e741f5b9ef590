"""Returns a vector when there is one output."""
# loses: linear-forward
# hint: Only axes of length 1 differ


def forward(self, x):
    self.x = x
    out = x @ self.weight.data.T + self.bias.data
    return out.ravel() if out.shape[1] == 1 else out


Linear.forward = forward
