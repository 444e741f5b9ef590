"""Transposes the weight gradient only when its shape does not fit: wrong when in = out."""
# loses: linear-backward
# hint: This is the transpose of the right answer


def backward(self, grad_output):
    grad = self.x.T @ grad_output
    if grad.shape != self.weight.data.shape:
        grad = grad.T
    self.weight.accumulate(grad)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
