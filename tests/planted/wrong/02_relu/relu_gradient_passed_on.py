"""Hands the incoming gradient on, as if the slope were 1 everywhere."""
# loses: relu
# hint: handed on unchanged|The derivative at 0


def backward(self, grad_output):
    return grad_output.copy()


ReLU.backward = backward
