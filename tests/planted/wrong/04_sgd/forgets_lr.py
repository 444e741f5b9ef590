"""Subtracts the gradient without the learning rate when there is no momentum."""
# loses: sgd-plain
# hint: learning rate is missing


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if not self.momentum:
            parameter.data -= update
            continue
        if self.velocities[i] is None:
            self.velocities[i] = np.zeros_like(parameter.data)
        self.velocities[i] = self.momentum * self.velocities[i] + update
        update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
