"""Clears the gradients in forward, so nothing accumulates."""
# loses: linear-backward
# hint: replaced the first


def forward(self, x):
    self.x = x
    self.weight.grad = self.bias.grad = None
    return x @ self.weight.data.T + self.bias.data


Linear.forward = forward
