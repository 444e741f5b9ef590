"""Moves to the look-ahead point and stays there, then takes the step as well."""
# loses: sgd-nesterov
# hint: start from the gradient


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            if self.nesterov:
                parameter.data -= self.lr * self.momentum * self.velocities[i]
            update = self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
