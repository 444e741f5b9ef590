"""Keeps x squeezed, so N = 1 loses its axis in backward."""
# loses: linear-backward
# hint: none


def forward(self, x):
    self.x = np.squeeze(x)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
