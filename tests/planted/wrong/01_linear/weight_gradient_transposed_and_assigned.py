"""Assigns x^T g to .grad."""
# loses: linear-backward
# hint: One is the transpose of the other | This is the transpose of the right answer | replaced the first


def backward(self, grad_output):
    self.weight.grad = self.x.T @ grad_output
    self.bias.grad = grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
