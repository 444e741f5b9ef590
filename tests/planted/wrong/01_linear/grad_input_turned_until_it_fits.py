"""Transposes the weight only when the shapes do not fit otherwise: wrong when in = out."""
# loses: linear-backward
# hint: The weight was used transposed


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    weight = self.weight.data
    if grad_output.shape[1] == weight.shape[1]:
        weight = weight.T
    return grad_output @ weight


Linear.backward = backward
