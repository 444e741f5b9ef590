"""Multiplies by a float64 learning rate and rebinds .data, so that float32 parameters become float64."""
# loses: sgd-plain
# hint: another array in its place | A float64 array has joined in


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        grad = parameter.grad
        update = grad + self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data = parameter.data - np.float64(self.lr) * update


SGD.step = step
