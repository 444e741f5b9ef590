"""Looks ahead along the velocity from before this step, which is the same as plain momentum."""
# loses: sgd-nesterov
# hint: without Nesterov's look-ahead


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * old if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
