"""Makes the target float64, and with it the gradient."""
# loses: squared-error
# hint: none


def forward(self, prediction, target):
    self.difference = as_floating(prediction) - np.asarray(target, dtype=np.float64)
    return float(0.5 * np.sum(np.square(self.difference)) / len(self.difference))


SquaredError.forward = forward
