"""Adds up over the samples, in loss and gradient."""
# loses: squared-error
# hint: a sum was taken where a mean belongs


class SquaredError:
    def forward(self, prediction, target):
        prediction = as_floating(prediction)
        self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
        return float(0.5 * np.sum(self.difference**2))

    def backward(self):
        return self.difference.copy()
