"""Adds up the gradients of all samples in every row."""
# loses: linear-backward
# hint: Every row is the sum of all right rows


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return np.tile(grad_output.sum(axis=0) @ self.weight.data, (len(grad_output), 1))


Linear.backward = backward
