"""Adds the weight decay into .grad in place, so that it counts twice when the gradient is used again."""
# loses: sgd-weight-decay
# hint: Make a new array


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad
        if self.weight_decay:
            update += self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
