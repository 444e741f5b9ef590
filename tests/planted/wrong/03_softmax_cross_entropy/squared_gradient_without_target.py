"""Forgets the target in the gradient."""
# loses: squared-error
# hint: the target has not been subtracted


class SquaredError(SquaredError):
    def forward(self, prediction, target):
        self.prediction = as_floating(prediction).copy()
        return super().forward(prediction, target)

    def backward(self):
        return self.prediction / len(self.prediction)
