"""Takes weight_decay * w**2 for the penalty, without the 1/2: the decay is twice too strong."""
# loses: sgd-weight-decay
# hint: twice too strong


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + 2 * self.weight_decay * parameter.data
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
