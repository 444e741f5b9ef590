"""Keeps the summed axis in bias.grad."""
# loses: linear-backward
# hint: Only axes of length 1 differ


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    grad = grad_output.sum(axis=0, keepdims=True)
    self.bias.grad = grad if self.bias.grad is None else self.bias.grad + grad
    return grad_output @ self.weight.data


Linear.backward = backward
