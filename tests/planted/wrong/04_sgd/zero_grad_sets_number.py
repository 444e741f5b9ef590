"""Sets gradients to the number 0."""
# loses: sgd-plain
# hint: none


def zero_grad(self):
    for parameter in self.parameters:
        parameter.grad = 0.0


SGD.zero_grad = zero_grad
