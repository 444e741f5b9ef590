"""Subtracts the target in the caller's prediction."""
# loses: squared-error
# hint: Make a new array


def forward(self, prediction, target):
    prediction = as_floating(prediction)
    prediction -= target
    self.difference = prediction.copy()
    return float(0.5 * np.sum(np.square(self.difference)) / len(self.difference))


SquaredError.forward = forward
