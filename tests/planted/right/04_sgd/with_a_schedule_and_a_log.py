"""Extra arguments with defaults: a schedule (none unless given) and a log; training runs and typos around it."""

import warnings

from tqdm.auto import tqdm

warnings.filterwarnings("error")
np.seterr(all="raise")
momentum = 0.9


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False, *, schedule=None, log=None):
        self.parameters, self.velocities = list(parameters), []
        self.lr, self.momentum, self.weight_decay, self.nesterov = lr, momentum, weight_decay, nesterov
        self.schedule, self.log, self.count = schedule or (lambda count: 1.0), log, 0

    def step(self):
        lr = self.lr * self.schedule(self.count)
        self.count += 1
        self.velocities += [None] * (len(self.parameters) - len(self.velocities))
        for i, (p, v) in enumerate(zip(self.parameters, self.velocities)):
            if p.grad is None:
                continue
            g = np.add(p.grad, np.multiply(self.weight_decay, p.data))
            v = g if v is None else np.add(np.multiply(self.momentum, v), g)
            self.velocities[i] = v
            p.data -= lr * (g + self.momentum * v if self.nesterov else v)
        if self.log is not None:
            self.log.append(lr)

    def zero_grad(self):
        for p in self.parameters:
            p.grad = None


# %%
for epoch in tqdm(range(10**9)):
    sgd = SGD([Parameter(np.ones(3))], lr=input("lr = "), momentum=momentum)
    sgd.lr /= 2
    sgd.stepp()
# %%
momentum, weight_decay = None, undefined
