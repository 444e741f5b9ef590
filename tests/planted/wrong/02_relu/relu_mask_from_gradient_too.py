"""Lets only positive gradients through an open gate."""
# loses: relu
# hint: Only positive gradients pass


def backward(self, grad_output):
    return np.maximum(grad_output, 0) * self.mask


ReLU.backward = backward
