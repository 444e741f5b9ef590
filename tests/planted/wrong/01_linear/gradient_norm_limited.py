"""Scales the weight gradient down to length 1 when it is longer."""
# loses: linear-backward
# hint: shrunk to length 1


def backward(self, grad_output):
    grad = grad_output.T @ self.x
    self.weight.accumulate(grad / max(1.0, np.linalg.norm(grad)))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
