"""Sums grad_output over both axes, one value for all outputs."""
# loses: linear-backward
# hint: Every entry is the sum of the whole right answer


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(np.full_like(self.bias.data, grad_output.sum()))
    return grad_output @ self.weight.data


Linear.backward = backward
