"""Returns the slope alone: the incoming gradient is not used."""
# loses: relu
# hint: The incoming gradient is missing|an edited


def backward(self, grad_output):
    return self.mask.astype(grad_output.dtype)


ReLU.backward = backward
