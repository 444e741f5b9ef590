"""Divides the kept x by N in place, which is the caller's array."""
# loses: linear-backward
# hint: Make a new array | Too small by exactly the batch size N


def backward(self, grad_output):
    self.x /= len(self.x)
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
