"""Each instance gets its forward and backward from a function with nonlocal state, as instance attributes."""


def tanh_pair():
    slope = None

    def forward(x):
        nonlocal slope
        y = np.tanh(as_float(x))
        slope = 1 - y**2
        return y

    def backward(grad_output):
        return slope * grad_output

    return forward, backward


class Tanh(Module):
    def __init__(self):
        self.forward, self.backward = tanh_pair()


class ReLU(Module):
    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self.history = []
        return self

    def forward(self, x):
        self.history.append(np.asarray(x) > 0)
        return np.where(self.history[-1], as_float(x), np.array(0, dtype=as_float(x).dtype))

    def backward(self, grad_output):
        *_, latest = self.history
        return np.select([latest], [grad_output], default=grad_output.dtype.type(0))
