"""Treats incoming gradients below 1e-5 as 0."""
# loses: linear-backward
# hint: Small numbers have all become 0


def backward(self, grad_output):
    grad_output = np.where(np.abs(grad_output) < 1e-5, 0, grad_output)
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
