"""Differentiates with a complex step: exact, and far too slow."""
# loses: linear-backward
# hint: none


def backward(self, grad_output):
    weight = self.weight.data
    grad = np.zeros(weight.shape)
    for index in np.ndindex(weight.shape):
        moved = weight.astype(complex)
        moved[index] += 1e-20j
        grad[index] = np.sum((self.x @ moved.T).imag * grad_output) / 1e-20
    self.weight.accumulate(grad)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ weight


Linear.backward = backward
