"""Inverts the mask: the gradient passes where the unit is off."""
# loses: relu
# hint: The mask is upside down


def backward(self, grad_output):
    grad_input = grad_output.copy()
    grad_input[self.mask] = 0
    return grad_input


ReLU.backward = backward
