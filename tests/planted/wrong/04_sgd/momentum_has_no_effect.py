"""Makes the velocity anew in every step, so that nothing is kept."""
# loses: sgd-momentum
# hint: not kept from step to step


def step(self):
    for parameter in self.parameters:
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        velocity = np.zeros_like(parameter.data)
        velocity = self.momentum * velocity + update
        update = update + self.momentum * velocity if self.nesterov else velocity
        parameter.data -= self.lr * update


SGD.step = step
