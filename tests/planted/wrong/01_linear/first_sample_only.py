"""Written for one sample: uses the first row of the batch."""
# loses: linear-forward
# hint: An axis is gone | The array has been flattened | Only axes of length 1 differ


def forward(self, x):
    self.x = x
    return self.weight.data @ x[0] + self.bias.data


Linear.forward = forward
