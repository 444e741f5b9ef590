"""Adds the old velocity into .grad itself."""
# loses: sgd-momentum
# hint: Make a new array


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad
        if self.weight_decay:
            update = update + self.weight_decay * parameter.data
        if self.nesterov:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i]
        elif self.momentum:
            if self.velocities[i] is not None:
                update += self.momentum * self.velocities[i]
            self.velocities[i] = update.copy()
        parameter.data -= self.lr * update


SGD.step = step
