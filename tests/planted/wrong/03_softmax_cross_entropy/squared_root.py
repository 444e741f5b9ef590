"""Averages the norms: the square is undone by a root."""
# loses: squared-error
# hint: A square root too many|or a root undoes it


def forward(self, prediction, target):
    prediction = as_floating(prediction)
    self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
    return float(0.5 * np.mean(np.linalg.norm(self.difference, axis=1)))


SquaredError.forward = forward
