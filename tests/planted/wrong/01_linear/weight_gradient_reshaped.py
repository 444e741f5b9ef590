"""Gives x^T g the right shape with reshape instead of a transpose."""
# loses: linear-backward
# hint: reshape does not transpose | This is the transpose


def backward(self, grad_output):
    self.weight.accumulate((self.x.T @ grad_output).reshape(self.weight.data.shape))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
