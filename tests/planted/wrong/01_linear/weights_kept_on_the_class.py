"""Keeps the weights for backward on the class, so grad_input uses those of another layer."""
# loses: linear-backward
# hint: another layer


def forward(self, x):
    self.x = x
    Linear.kept_weight = self.weight.data
    return x @ self.weight.data.T + self.bias.data


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ Linear.kept_weight


Linear.forward = forward
Linear.backward = backward
