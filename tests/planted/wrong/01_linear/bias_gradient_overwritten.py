"""Accumulates the weight gradient, but assigns that of the bias."""
# loses: linear-backward
# hint: replaced the first


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.grad = grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
