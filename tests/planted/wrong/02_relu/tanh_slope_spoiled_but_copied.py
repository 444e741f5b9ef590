"""Multiplies the gradient into the kept slope, but returns a copy."""
# loses: tanh
# hint: multiplied in twice


def backward(self, grad_output):
    self.slope *= grad_output
    return self.slope.copy()


Tanh.backward = backward
