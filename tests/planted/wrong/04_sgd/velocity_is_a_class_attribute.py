"""Keeps the velocities in a dict of the class, so that the next optimizer starts with those of the last one."""
# loses: sgd-momentum, sgd-weight-decay, sgd-nesterov
# hint: none


class SGD:
    velocities = {}

    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.parameters = list(parameters)
        self.lr, self.momentum = lr, momentum
        self.weight_decay, self.nesterov = weight_decay, nesterov

    def step(self):
        for i, parameter in enumerate(self.parameters):
            if parameter.grad is None:
                continue
            update = parameter.grad + self.weight_decay * parameter.data
            if self.momentum:
                key = i, parameter.data.shape
                self.velocities[key] = self.momentum * self.velocities.get(key, 0.0) + update
                update = update + self.momentum * self.velocities[key] if self.nesterov else self.velocities[key]
            parameter.data -= self.lr * update

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None
