"""Divides the gradient by all N*K entries."""
# loses: squared-error
# hint: Too small by exactly


def backward(self):
    return self.difference / self.difference.size


SquaredError.backward = backward
