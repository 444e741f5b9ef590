"""Velocity arrays of zeros made at once; np.multiply and np.add with out= into one scratch array per parameter."""


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.rows = [(p, np.zeros_like(p.data), np.empty_like(p.data)) for p in parameters]
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov

    def step(self):
        for p, velocity, scratch in self.rows:
            if p.grad is None:
                continue
            np.multiply(p.data, self.weight_decay, out=scratch)
            np.add(scratch, p.grad, out=scratch)
            np.multiply(velocity, self.momentum, out=velocity)
            np.add(velocity, scratch, out=velocity)
            if self.nesterov:
                scratch += self.momentum * velocity
            else:
                scratch[...] = velocity
            np.multiply(scratch, self.lr, out=scratch)
            np.subtract(p.data, scratch, out=p.data)

    def zero_grad(self):
        for p, *_ in self.rows:
            p.grad = None
