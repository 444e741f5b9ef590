"""Takes a missing gradient for zeros: with momentum or weight decay the parameter moves all the same."""
# loses: sgd-momentum
# hint: Make a new array | none


def step(self):
    for i, parameter in enumerate(self.parameters):
        grad = np.zeros_like(parameter.data) if parameter.grad is None else parameter.grad
        update = grad + self.weight_decay * parameter.data
        if self.momentum:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else self.velocities[i]
        parameter.data -= self.lr * update


SGD.step = step
