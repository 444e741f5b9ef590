"""Returns a tuple of the three gradients."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data, self.weight.grad, self.bias.grad


Linear.backward = backward
