"""Takes the absolute difference, with its gradient of signs."""
# loses: squared-error
# hint: The square is missing


class SquaredError:
    def forward(self, prediction, target):
        prediction = as_floating(prediction)
        self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
        return float(np.sum(np.abs(self.difference)) / len(self.difference))

    def backward(self):
        return np.sign(self.difference) / len(self.difference)
