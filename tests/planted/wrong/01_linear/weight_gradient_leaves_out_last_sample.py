"""Adds up outer products, one sample too few."""
# loses: linear-backward
# hint: last sample has been left out | one sample early


def backward(self, grad_output):
    grad = np.zeros_like(self.weight.data)
    for n in range(len(self.x) - 1):
        grad += np.outer(grad_output[n], self.x[n])
    self.weight.accumulate(grad)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
