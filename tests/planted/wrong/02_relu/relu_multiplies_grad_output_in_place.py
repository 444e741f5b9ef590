"""Multiplies the caller's gradient in place."""
# loses: relu
# hint: Make a new array


def backward(self, grad_output):
    grad_output *= self.mask
    return grad_output


ReLU.backward = backward
