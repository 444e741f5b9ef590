"""Scales every row of the weights to length 1, in the Parameter itself."""
# loses: linear-forward, linear-backward
# hint: Make a new array | length 1


def forward(self, x):
    self.x = x
    self.weight.data /= np.linalg.norm(self.weight.data, axis=1, keepdims=True)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
