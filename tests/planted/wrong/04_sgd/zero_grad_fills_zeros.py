"""Fills gradients with zeros instead of setting them to None."""
# loses: sgd-plain
# hint: An array of zeros is a gradient


def zero_grad(self):
    for parameter in self.parameters:
        parameter.grad = np.zeros_like(parameter.data)


SGD.zero_grad = zero_grad
