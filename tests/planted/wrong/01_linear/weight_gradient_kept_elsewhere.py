"""Stores the gradients in attributes of its own."""
# loses: linear-backward
# hint: not called accumulate


def backward(self, grad_output):
    self.grad_weight = grad_output.T @ self.x
    self.grad_bias = grad_output.sum(axis=0)
    return grad_output @ self.weight.data


Linear.backward = backward
