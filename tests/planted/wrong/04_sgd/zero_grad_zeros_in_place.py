"""Writes zeros into the gradient arrays."""
# loses: sgd-plain
# hint: An array of zeros is a gradient


def zero_grad(self):
    for parameter in self.parameters:
        if parameter.grad is not None:
            parameter.grad[...] = 0


SGD.zero_grad = zero_grad
