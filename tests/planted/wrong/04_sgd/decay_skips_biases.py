"""Leaves one-dimensional parameters without decay."""
# loses: sgd-weight-decay
# hint: no effect


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + (self.weight_decay * parameter.data if parameter.data.ndim > 1 else 0.0)
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
