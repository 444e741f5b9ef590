"""Makes the target float64, and with it the gradient."""
# loses: squared-error
# hint: A float64 array has joined in


def forward(self, prediction, target):
    self.difference = as_floating(prediction) - np.asarray(target, dtype=np.float64)
    return float(0.5 * np.sum(np.square(self.difference)) / len(self.difference))


SquaredError.forward = forward
