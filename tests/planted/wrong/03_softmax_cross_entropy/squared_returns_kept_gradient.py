"""Keeps the gradient and hands out that very array."""
# loses: squared-error
# hint: The first result was edited


class SquaredError(SquaredError):
    def forward(self, prediction, target):
        loss = super().forward(prediction, target)
        self.grad = super().backward()
        return loss

    def backward(self):
        return self.grad
