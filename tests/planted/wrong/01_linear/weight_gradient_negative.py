"""Stores the direction of descent instead of the gradient."""
# loses: linear-backward
# hint: Everything is right but the sign


def backward(self, grad_output):
    self.weight.accumulate(-grad_output.T @ self.x)
    self.bias.accumulate(-grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
