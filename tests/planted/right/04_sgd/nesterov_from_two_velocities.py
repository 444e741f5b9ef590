"""Writes the look-ahead as (1 + momentum) * new velocity - momentum * old velocity, which is the same."""


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            old = np.zeros_like(parameter.data) if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = (
                (1 + self.momentum) * self.velocities[i] - self.momentum * old if self.nesterov else self.velocities[i]
            )
        parameter.data -= self.lr * update


SGD.step = step
