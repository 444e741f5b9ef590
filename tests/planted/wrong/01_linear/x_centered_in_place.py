"""Subtracts the mean of the batch within the caller's array."""
# loses: linear-forward, linear-backward
# hint: Make a new array | The mean of the batch | has the mean of the batch been subtracted


def forward(self, x):
    self.x = x
    x -= x.mean(axis=0)
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
