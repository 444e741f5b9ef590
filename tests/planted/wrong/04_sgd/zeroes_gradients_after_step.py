"""Throws the gradients away at the end of step."""
# loses: sgd-plain
# hint: cleared by zero_grad


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
        parameter.data -= self.lr * update
        parameter.grad = None


SGD.step = step
