"""Converts grad_output to x's dtype, which cuts it off for integers."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    grad_output = grad_output.astype(self.x.dtype)
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
