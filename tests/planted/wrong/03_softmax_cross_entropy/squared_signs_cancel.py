"""Squares the sum of a row instead of summing the squares."""
# loses: squared-error
# hint: The sum has been squared


def forward(self, prediction, target):
    prediction = as_floating(prediction)
    self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
    return float(0.5 * np.mean(self.difference.sum(axis=1) ** 2))


SquaredError.forward = forward
