"""Velocities in a dict by id(parameter), parameters in a tuple, zero_grad through map."""


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.parameters = tuple(parameters)
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov
        self.v = {}

    def step(self):
        for p in filter(lambda p: p.grad is not None, self.parameters):
            g = p.grad + self.weight_decay * p.data
            v = self.v[id(p)] = self.v[id(p)] * self.momentum + g if id(p) in self.v else g.copy()
            p.data[...] = p.data - self.lr * (g + self.momentum * v if self.nesterov else v)

    def zero_grad(self):
        list(map(lambda p: setattr(p, "grad", None), self.parameters))
