"""Multiplies by the transposed weight, which fits only when in = out."""
# loses: linear-backward
# hint: The weight was used transposed


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data.T


Linear.backward = backward
