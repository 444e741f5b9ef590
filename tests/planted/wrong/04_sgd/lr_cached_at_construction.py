"""Copies the learning rate under another name in the constructor, so that a schedule that sets lr has no effect."""
# loses: sgd-plain
# hint: the one of the constructor


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.parameters = list(parameters)
        self.lr = self.eta = lr
        self.momentum, self.weight_decay, self.nesterov = momentum, weight_decay, nesterov
        self.velocities = [np.zeros_like(parameter.data) for parameter in self.parameters]

    def step(self):
        for parameter, velocity in zip(self.parameters, self.velocities):
            if parameter.grad is None:
                continue
            update = parameter.grad + self.weight_decay * parameter.data
            if self.momentum:
                velocity *= self.momentum
                velocity += update
                update = update + self.momentum * velocity if self.nesterov else velocity
            parameter.data -= self.eta * update

    def zero_grad(self):
        for parameter in self.parameters:
            parameter.grad = None
