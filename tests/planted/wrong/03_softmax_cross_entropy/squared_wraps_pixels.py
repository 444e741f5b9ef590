"""Subtracts uint8 from uint8, which wraps around."""
# loses: squared-error
# hint: Differences of unsigned integers wrap around


def forward(self, prediction, target):
    self.difference = as_floating(prediction - target)
    return float(0.5 * np.sum(np.square(self.difference)) / len(self.difference))


SquaredError.forward = forward
