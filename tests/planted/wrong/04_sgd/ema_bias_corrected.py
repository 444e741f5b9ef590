"""Divides the averaged velocity by 1 - momentum**t, as Adam does."""
# loses: sgd-momentum
# hint: none


def step(self):
    self.t = getattr(self, "t", 0) + 1
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            if self.velocities[i] is None:
                self.velocities[i] = np.zeros_like(parameter.data)
            self.velocities[i] = self.momentum * self.velocities[i] + (1 - self.momentum) * update
            velocity = self.velocities[i] / (1 - self.momentum**self.t)
            update = update + self.momentum * velocity if self.nesterov else velocity
        parameter.data -= self.lr * update


SGD.step = step
