"""Writes every grad_input of one shape into the same array."""
# loses: linear-backward
# hint: earlier grad_input


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    shape = self.x.shape
    if getattr(self, "grad_input", np.zeros(0)).shape != shape:
        self.grad_input = np.zeros(shape, dtype=self.weight.data.dtype)
    self.grad_input[...] = grad_output @ self.weight.data
    return self.grad_input


Linear.backward = backward
