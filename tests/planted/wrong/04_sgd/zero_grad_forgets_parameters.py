"""Rebinds a local name, so that the parameters keep their gradients."""
# loses: sgd-plain
# hint: none


def zero_grad(self):
    for parameter in self.parameters:
        grad = parameter.grad
        grad = None  # noqa: F841


SGD.zero_grad = zero_grad
