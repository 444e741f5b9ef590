"""Returns after the first parameter."""
# loses: sgd-plain
# hint: none


def zero_grad(self):
    for parameter in self.parameters:
        parameter.grad = None
        return


SGD.zero_grad = zero_grad
