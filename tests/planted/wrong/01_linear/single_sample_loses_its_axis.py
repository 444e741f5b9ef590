"""Returns a vector for a batch of one."""
# loses: linear-forward
# hint: Only axes of length 1 differ


def forward(self, x):
    self.x = x
    out = x @ self.weight.data.T + self.bias.data
    return out[0] if len(x) == 1 else out


Linear.forward = forward
