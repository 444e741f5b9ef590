"""Squeezes grad_input, so N = 1 loses its axis."""
# loses: linear-backward
# hint: Only axes of length 1 differ


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return np.squeeze(grad_output @ self.weight.data)


Linear.backward = backward
