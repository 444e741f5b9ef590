"""Sets the parameters to zero together with the gradients."""
# loses: sgd-plain
# hint: data


def zero_grad(self):
    for parameter in self.parameters:
        parameter.data[...] = 0
        parameter.grad = None


SGD.zero_grad = zero_grad
