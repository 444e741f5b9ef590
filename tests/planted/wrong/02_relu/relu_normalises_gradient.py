"""Shrinks the gradient to norm 10 when it is longer."""
# loses: relu
# hint: shrunk to norm 10


def backward(self, grad_output):
    grad_input = grad_output * self.mask
    norm = np.linalg.norm(grad_input)
    return grad_input * (10 / norm) if norm > 10 else grad_input.copy()


ReLU.backward = backward
