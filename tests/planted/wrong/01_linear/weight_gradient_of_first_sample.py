"""Uses the first sample only."""
# loses: linear-backward
# hint: the first sample only


def backward(self, grad_output):
    self.weight.accumulate(np.outer(grad_output[0], self.x[0]))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
