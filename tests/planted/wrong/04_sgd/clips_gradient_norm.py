"""Scales a gradient down when its norm is above 5."""
# loses: sgd-plain
# hint: none


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        grad = parameter.grad * min(1.0, 5 / (np.linalg.norm(parameter.grad) + 1e-12))
        update = grad + self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
