"""Adds the gradient up over each row, as if all entries of a row shared one input."""
# loses: tanh
# hint: none


def backward(self, grad_output):
    return grad_output.sum(axis=-1, keepdims=True) * self.slope


Tanh.backward = backward
