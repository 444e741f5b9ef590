"""Starts the velocity with the gradient, and averages from then on: torch's dampening = momentum."""
# loses: sgd-momentum
# hint: average from the second step on


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            if self.velocities[i] is None:
                self.velocities[i] = update.copy()
            else:
                self.velocities[i] = self.momentum * self.velocities[i] + (1 - self.momentum) * update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
