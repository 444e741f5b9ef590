"""The three classes get the same backward from a loop over them, and forward stores what it multiplies by."""


class ReLU(Module):
    def forward(self, x):
        self.local, x = as_float(x) > 0, as_float(x)
        return self.local * x


class Tanh(Module):
    def forward(self, x):
        y = np.tanh(as_float(x))
        self.local = 1 - y * y
        return y


class Sigmoid(Module):
    def forward(self, x):
        s = np.exp(-np.logaddexp(0, -as_float(x)))
        self.local = s * (1 - s)
        return s


def times_local(self, grad_output):
    return grad_output * self.local


for layer in (ReLU, Tanh, Sigmoid):
    layer.backward = times_local
