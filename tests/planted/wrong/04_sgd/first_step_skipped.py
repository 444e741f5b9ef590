"""Spends the first step on making the velocities, and moves only from the second step on."""
# loses: sgd-momentum
# hint: has not moved at all


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum and not self.nesterov:
            if self.velocities[i] is None:
                self.velocities[i] = np.zeros_like(parameter.data)
                continue
            self.velocities[i] = self.momentum * self.velocities[i] + update
            update = self.velocities[i]
        elif self.nesterov:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
