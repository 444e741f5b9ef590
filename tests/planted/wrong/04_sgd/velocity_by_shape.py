"""Looks velocities up by the shape of the parameter, so that two layers of one size share theirs."""
# loses: sgd-momentum
# hint: none


def step(self):
    self.by_shape = getattr(self, "by_shape", {})
    for parameter in self.parameters:
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            key = parameter.data.shape
            self.by_shape[key] = self.momentum * self.by_shape.get(key, 0.0) + update
            update = update + self.momentum * self.by_shape[key] if self.nesterov else self.by_shape[key]
        parameter.data -= self.lr * update


SGD.step = step
