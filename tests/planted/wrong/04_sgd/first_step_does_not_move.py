"""Moves by the velocity and updates it only afterwards, so that the first step goes nowhere."""
# loses: sgd-momentum
# hint: from before this gradient was added | has not moved at all


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            velocity = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * velocity + update
            update = update + self.momentum * self.velocities[i] if self.nesterov else velocity
        parameter.data -= self.lr * update


SGD.step = step
