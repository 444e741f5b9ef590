"""Assigns in a loop over samples, so the last one wins."""
# loses: linear-backward
# hint: last sample only | replaced the first


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    for row in grad_output:
        self.bias.grad = row.copy()
    return grad_output @ self.weight.data


Linear.backward = backward
