"""Keeps x in a mutable default argument, which all layers share."""
# loses: linear-backward
# hint: another layer


def forward(self, x, cache={}):
    cache["x"] = x
    self.cache = cache
    return x @ self.weight.data.T + self.bias.data


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.cache["x"])
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.forward = forward
Linear.backward = backward
