"""Adds the step instead of subtracting it."""
# loses: sgd-plain
# hint: goes uphill


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            if self.velocities[i] is None:
                self.velocities[i] = np.zeros_like(parameter.data)
            self.velocities[i] = self.momentum * self.velocities[i] + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data += self.lr * update


SGD.step = step
