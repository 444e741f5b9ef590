"""Zeroes grad_input where x is negative, as ReLU does."""
# loses: linear-backward
# hint: where x is negative


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return (grad_output @ self.weight.data) * (self.x > 0)


Linear.backward = backward
