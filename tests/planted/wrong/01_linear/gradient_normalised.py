"""Scales grad_output by its largest entry."""
# loses: linear-backward
# hint: makes no difference


def backward(self, grad_output):
    grad_output = grad_output / np.abs(grad_output).max()
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
