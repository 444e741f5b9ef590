"""Averages over all N*K entries."""
# loses: squared-error
# hint: Too small by exactly


class SquaredError:
    def forward(self, prediction, target):
        prediction = as_floating(prediction)
        self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
        return float(0.5 * np.mean(self.difference**2))

    def backward(self):
        return self.difference / self.difference.size
