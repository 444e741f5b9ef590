"""__init__ makes one closure per parameter, which keeps its velocity in a nonlocal; step calls them all."""


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.lr = lr
        self.held = list(parameters)
        self.movers = [self._mover(p, momentum, weight_decay, nesterov) for p in self.held]

    def _mover(self, p, mu, decay, nesterov):
        velocity = None

        def move():
            nonlocal velocity
            if (g := p.grad) is None:
                return
            d = g if not decay else g + decay * p.data
            if mu:
                velocity = d + 0 if velocity is None else mu * velocity + d
                d = d + mu * velocity if nesterov else velocity
            np.copyto(p.data, p.data - self.lr * d)

        return move

    def step(self):
        for move in self.movers:
            move()

    def zero_grad(self):
        [p.__dict__.update(grad=None) for p in self.held]
