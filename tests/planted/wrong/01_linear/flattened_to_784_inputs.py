"""Reshapes x to the 784 pixels of another exercise."""
# loses: linear-forward, linear-backward
# hint: none


def forward(self, x):
    self.x = x.reshape(-1, 784)
    return self.x @ self.weight.data.T + self.bias.data


Linear.forward = forward
