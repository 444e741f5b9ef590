"""Gates by the sign of the incoming gradient instead of the input's."""
# loses: relu
# hint: depends on x, not on grad_output


def backward(self, grad_output):
    return np.where(grad_output > 0, grad_output, 0)


ReLU.backward = backward
