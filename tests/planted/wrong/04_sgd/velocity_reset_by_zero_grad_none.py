"""Throws the velocity away when a parameter gets no gradient in one step."""
# loses: sgd-momentum
# hint: none


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            self.velocities[i] = None
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
