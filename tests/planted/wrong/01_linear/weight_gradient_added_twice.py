"""Accumulates the weight gradient twice."""
# loses: linear-backward
# hint: Exactly twice the right answer


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
