"""Updates the weights in backward before grad_input is computed."""
# loses: linear-backward
# hint: Make a new array


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    self.weight.data -= 0.01 * self.weight.grad
    self.bias.data -= 0.01 * self.bias.grad
    return grad_output @ self.weight.data


Linear.backward = backward
