"""Computes the update into a local name and never moves a parameter."""
# loses: sgd-plain, sgd-momentum, sgd-weight-decay, sgd-nesterov
# hint: has not moved at all


def step(self):
    for parameter in self.parameters:
        if parameter.grad is not None:
            data = parameter.data
            data = data - self.lr * parameter.grad


SGD.step = step
