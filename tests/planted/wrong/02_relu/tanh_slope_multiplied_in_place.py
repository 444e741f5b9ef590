"""Multiplies the gradient into the kept slope: a second backward multiplies again."""
# loses: tanh
# hint: multiplied in twice|The first gradient was edited


def backward(self, grad_output):
    self.slope *= grad_output
    return self.slope


Tanh.backward = backward
