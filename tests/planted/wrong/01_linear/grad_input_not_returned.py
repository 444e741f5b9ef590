"""Forgets to return grad_input."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))


Linear.backward = backward
