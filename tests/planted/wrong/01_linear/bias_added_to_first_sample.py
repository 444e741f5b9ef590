"""Adds the bias to the first row only."""
# loses: linear-forward
# hint: first sample only


def forward(self, x):
    self.x = x
    out = x @ self.weight.data.T
    out[0] = out[0] + self.bias.data
    return out


Linear.forward = forward
