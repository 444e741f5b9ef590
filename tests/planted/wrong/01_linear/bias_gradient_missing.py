"""Forgets the gradient of the bias."""
# loses: linear-backward
# hint: not called accumulate


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    return grad_output @ self.weight.data


Linear.backward = backward
