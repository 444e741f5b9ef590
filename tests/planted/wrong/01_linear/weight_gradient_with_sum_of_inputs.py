"""Multiplies by the mean input of the batch."""
# loses: linear-backward
# hint: mean of x over the batch


def backward(self, grad_output):
    self.weight.accumulate(np.outer(grad_output.sum(axis=0), self.x.mean(axis=0)))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
