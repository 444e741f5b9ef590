"""Takes the gradient's step first, and decays what comes out."""
# loses: sgd-weight-decay
# hint: after the step


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update
        parameter.data -= self.lr * self.weight_decay * parameter.data


SGD.step = step
