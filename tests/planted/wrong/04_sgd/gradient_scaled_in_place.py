"""Multiplies .grad by the learning rate in place before it subtracts it."""
# loses: sgd-plain
# hint: Make a new array


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        if self.momentum == 0:
            parameter.grad *= self.lr
            parameter.data -= parameter.grad + self.lr * self.weight_decay * parameter.data
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        old = 0.0 if self.velocities[i] is None else self.velocities[i]
        self.velocities[i] = self.momentum * old + update
        update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
