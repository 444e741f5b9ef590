"""Clips the parameter gradients at 5."""
# loses: linear-backward
# hint: clipped at 5


def backward(self, grad_output):
    self.weight.accumulate(np.clip(grad_output.T @ self.x, -5, 5))
    self.bias.accumulate(np.clip(grad_output.sum(axis=0), -5, 5))
    return grad_output @ self.weight.data


Linear.backward = backward
