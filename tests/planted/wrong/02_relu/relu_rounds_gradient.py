"""Rounds the gradient to six decimals."""
# loses: relu
# hint: rounded to 6 decimals|do not round


def backward(self, grad_output):
    return np.round(grad_output * self.mask, 6)


ReLU.backward = backward
