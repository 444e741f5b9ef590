"""Averages the weight gradient over the batch."""
# loses: linear-backward
# hint: Too small by exactly the batch size N


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x / len(self.x))
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
