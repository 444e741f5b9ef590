"""Takes the step of gradient descent at the end of backward."""
# loses: linear-backward
# hint: Make a new array


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    grad_input = grad_output @ self.weight.data
    self.weight.data -= 0.01 * self.weight.grad
    self.bias.data -= 0.01 * self.bias.grad
    return grad_input


Linear.backward = backward
