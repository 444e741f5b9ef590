"""Takes a plain first step and looks ahead only from the second one on."""
# loses: sgd-nesterov
# hint: not in the first step


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = (update + self.momentum * self.velocities[i] if old.any() else update) if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
