"""Keeps the difference on the class."""
# loses: squared-error
# hint: another instance's forward


class SquaredError:
    def forward(self, prediction, target):
        prediction = as_floating(prediction)
        SquaredError.difference = prediction - np.asarray(target, dtype=prediction.dtype)
        return float(0.5 * np.sum(np.square(self.difference)) / len(self.difference))

    def backward(self):
        return self.difference / len(self.difference)
