"""Returns one loss per sample."""
# loses: squared-error
# hint: Add up or average over all samples|but still has axes


def forward(self, prediction, target):
    prediction = as_floating(prediction)
    self.difference = prediction - np.asarray(target, dtype=prediction.dtype)
    return 0.5 * np.sum(np.square(self.difference), axis=1)


SquaredError.forward = forward
