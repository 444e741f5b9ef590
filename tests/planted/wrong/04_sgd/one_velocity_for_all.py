"""Keeps a single velocity that all parameters share."""
# loses: sgd-momentum
# hint: none


def step(self):
    for parameter in self.parameters:
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            self.velocity = self.momentum * getattr(self, "velocity", 0.0) + update
            update = update + self.momentum * self.velocity if self.nesterov else self.velocity
        parameter.data -= self.lr * update


SGD.step = step
