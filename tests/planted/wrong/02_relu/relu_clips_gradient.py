"""Clips the gradient at 5, against explosions."""
# loses: relu
# hint: clipped at 5


def backward(self, grad_output):
    return np.clip(grad_output * self.mask, -5, 5)


ReLU.backward = backward
