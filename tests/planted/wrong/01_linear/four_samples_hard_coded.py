"""Loops over the four samples of the example."""
# loses: linear-backward
# hint: last sample has been left out


def backward(self, grad_output):
    grad = np.zeros_like(self.weight.data)
    for n in range(4):
        grad += np.outer(grad_output[n], self.x[n])
    self.weight.accumulate(grad)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
