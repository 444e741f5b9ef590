"""Small records of parameter and velocity in a generator expression's list; in-place products by np.multiply."""

from types import SimpleNamespace


class SGD:
    def __init__(self, parameters, lr, momentum=0.0, weight_decay=0.0, nesterov=False):
        self.slots = [SimpleNamespace(p=p, v=None) for p in dict.fromkeys(parameters)]
        self.__dict__.update(lr=lr, momentum=momentum, weight_decay=weight_decay, nesterov=nesterov)

    def step(self):
        [self._advance(slot) for slot in self.slots if slot.p.grad is not None]

    def _advance(self, slot):
        g = np.array(slot.p.grad)
        g += np.multiply(slot.p.data, self.weight_decay, dtype=g.dtype)
        if slot.v is None:
            slot.v = g.copy()
        else:
            np.add(np.multiply(slot.v, self.momentum, out=slot.v), g, out=slot.v)
        ahead = g + self.momentum * slot.v if self.nesterov else slot.v
        slot.p.data -= np.asarray(self.lr * ahead, dtype=slot.p.data.dtype)

    def zero_grad(self):
        for slot in self.slots:
            slot.p.grad = None


# %%
try:
    sgd = SGD(model.parameters(), lr=1e-2)
    while loss > 0:
        sgd.step()
finally:
    SGD.trained = True
