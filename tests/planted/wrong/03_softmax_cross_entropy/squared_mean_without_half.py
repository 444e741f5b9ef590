"""Takes np.mean of the squares: over all entries, and without the 1/2."""
# loses: squared-error
# hint: without the 1/2|Exactly twice


class SquaredError:
    def forward(self, prediction, target):
        prediction = as_floating(prediction)
        self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
        return float(np.mean(self.difference**2))

    def backward(self):
        return 2 * self.difference / self.difference.size
