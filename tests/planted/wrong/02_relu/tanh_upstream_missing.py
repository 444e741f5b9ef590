"""Returns the slope without the incoming gradient."""
# loses: tanh
# hint: The incoming gradient is missing|The first gradient was edited


def backward(self, grad_output):
    return self.slope.copy()


Tanh.backward = backward
