"""Forgets the 1/2 in the loss."""
# loses: squared-error
# hint: Exactly twice the right answer|a factor 2 went astray


def forward(self, prediction, target):
    prediction = as_floating(prediction)
    self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
    return float(np.sum(self.difference**2) / len(self.difference))


SquaredError.forward = forward
