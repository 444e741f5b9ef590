"""Takes the slope at the incoming gradient."""
# loses: tanh
# hint: depends on x, not on grad_output|an earlier|first backward


def backward(self, grad_output):
    return grad_output * (1 - np.tanh(grad_output) ** 2)


Tanh.backward = backward
