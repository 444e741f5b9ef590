"""Writes the zeros into the caller's gradient."""
# loses: relu
# hint: Make a new array


def backward(self, grad_output):
    grad_output[~self.mask] = 0
    return grad_output


ReLU.backward = backward
