"""Sums grad_output over both axes, which accumulate refuses."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum())
    return grad_output @ self.weight.data


Linear.backward = backward
