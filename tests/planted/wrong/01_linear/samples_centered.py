"""Subtracts the mean of the batch from x first."""
# loses: linear-forward
# hint: The mean of the batch was subtracted


def forward(self, x):
    self.x = x
    return (x - x.mean(axis=0)) @ self.weight.data.T + self.bias.data


Linear.forward = forward
