"""Adds weight decay to the gradient."""
# loses: linear-backward
# hint: times the weight itself


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x + 0.01 * self.weight.data)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
