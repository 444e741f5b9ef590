"""Sets a grad of the optimizer itself to None."""
# loses: sgd-plain
# hint: none


def zero_grad(self):
    self.grad = None


SGD.zero_grad = zero_grad
