"""Returns grad_input with samples as columns."""
# loses: linear-backward
# hint: One is the transpose of the other | This is the transpose of the right answer


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return self.weight.data.T @ grad_output.T


Linear.backward = backward
