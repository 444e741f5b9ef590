"""Keeps velocities in a dict under the bytes of the parameter, which are others after every step."""
# loses: sgd-momentum
# hint: not kept from step to step


def step(self):
    self.kept = getattr(self, "kept", {})
    for i, parameter in enumerate(self.parameters):
        if parameter.grad is None:
            continue
        update = parameter.grad + self.weight_decay * parameter.data
        if self.nesterov:
            old = 0.0 if self.velocities[i] is None else self.velocities[i]
            self.velocities[i] = self.momentum * old + update
            update = update + self.momentum * self.velocities[i]
        elif self.momentum:
            key = parameter.data.tobytes()
            update = self.kept[key] = self.momentum * self.kept.get(key, 0.0) + update
        parameter.data -= self.lr * update


SGD.step = step
