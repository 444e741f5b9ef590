"""Assigns .grad instead of accumulating."""
# loses: linear-backward
# hint: replaced the first


def backward(self, grad_output):
    self.weight.grad = grad_output.T @ self.x
    self.bias.grad = grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
