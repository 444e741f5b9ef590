"""Positive and negative entries by two masks, so that exp never sees a positive number."""


class Sigmoid(Module):
    def forward(self, x):
        x = as_float(x)
        out, up = np.empty_like(x), x >= 0
        out[up] = 1 / (1 + np.exp(-x[up]))
        e = np.exp(x[~up])
        out[~up] = e / (1 + e)
        self.out = out
        return out.copy()

    def backward(self, grad_output):
        return grad_output * self.out * (1 - self.out)
