"""Keeps a row of bias gradients for each sample."""
# loses: linear-backward
# hint: Only axes of length 1 differ | replaced the first


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.grad = grad_output.copy()
    return grad_output @ self.weight.data


Linear.backward = backward
