"""Averages x and grad_output over the batch before the outer product."""
# loses: linear-backward
# hint: outer product of means


def backward(self, grad_output):
    self.weight.accumulate(np.outer(grad_output.mean(axis=0), self.x.mean(axis=0)))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
