"""Starts the velocity with the gradient's own array and never writes into it, but backward does when it accumulates."""
# loses: sgd-momentum
# hint: velocity and .grad are one array


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad
        if self.weight_decay:
            update = update + self.weight_decay * parameter.data
        if self.momentum:
            if self.velocities[i] is None:
                self.velocities[i] = update
            else:
                self.velocities[i] = self.momentum * self.velocities[i] + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
