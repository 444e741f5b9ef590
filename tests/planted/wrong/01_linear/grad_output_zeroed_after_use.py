"""Clears the caller's grad_output when it is done."""
# loses: linear-backward
# hint: Make a new array


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    grad_input = grad_output @ self.weight.data
    grad_output[...] = 0
    return grad_input


Linear.backward = backward
