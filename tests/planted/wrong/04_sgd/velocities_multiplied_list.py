"""Makes the velocities with [zeros] * n for parameters of one shape: n times the same array, changed in place."""
# loses: sgd-momentum
# hint: none


def step(self):
    if self.velocities[0] is None:
        shapes = [parameter.data.shape for parameter in self.parameters]
        if len(set(shapes)) == 1:
            self.velocities = [np.zeros(shapes[0])] * len(shapes)
        else:
            same = {shape: np.zeros(shape) for shape in shapes}
            self.velocities = [same[shape] for shape in shapes]
    for parameter, velocity in zip(self.parameters, self.velocities):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.momentum:
            velocity *= self.momentum
            velocity += update
            update = update + self.momentum * velocity if self.nesterov else velocity
        parameter.data -= self.lr * update


SGD.step = step
