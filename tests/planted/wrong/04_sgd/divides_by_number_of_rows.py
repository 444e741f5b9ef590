"""Divides the step by the length of the first axis, as if the gradient were a sum over the batch."""
# loses: sgd-plain
# hint: divided by the length


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
        parameter.data -= self.lr * update / len(parameter.data)


SGD.step = step
