"""Averages the bias gradient over the batch instead of summing it."""
# loses: linear-backward
# hint: Too small by exactly the batch size N


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.mean(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
