"""Stores a gradient only when there is none yet."""
# loses: linear-backward
# hint: replaced the first | was not added


def backward(self, grad_output):
    if self.weight.grad is None:
        self.weight.accumulate(grad_output.T @ self.x)
        self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
