"""Keeps the learning rate inside the velocity, v = momentum * v - lr * g: the same until lr changes."""
# loses: sgd-momentum
# hint: stored inside the velocity


def step(self):
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        old = 0.0 if self.velocities[i] is None else self.velocities[i]
        velocity = self.momentum * old - self.lr * update
        self.velocities[i] = velocity
        parameter.data += self.momentum * velocity - self.lr * update if self.nesterov else velocity


SGD.step = step
