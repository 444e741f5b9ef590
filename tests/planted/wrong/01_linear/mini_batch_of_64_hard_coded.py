"""Divides by a batch size of 64 that it does not know."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x / 64)
    self.bias.accumulate(grad_output.sum(axis=0) / 64)
    return grad_output @ self.weight.data


Linear.backward = backward
