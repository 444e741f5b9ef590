"""Shrinks the parameter by weight_decay * w directly, without the learning rate."""
# loses: sgd-weight-decay
# hint: without the learning rate


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update, before = parameter.grad, parameter.data.copy()
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update
        parameter.data -= self.weight_decay * before


SGD.step = step
