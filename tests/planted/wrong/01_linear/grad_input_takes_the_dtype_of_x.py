"""Fills an array made with zeros_like(x), which cuts off decimals for integers."""
# loses: linear-backward
# hint: Integers cut off the decimals


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    grad_input = np.zeros_like(self.x)
    grad_input[...] = grad_output @ self.weight.data
    return grad_input


Linear.backward = backward
