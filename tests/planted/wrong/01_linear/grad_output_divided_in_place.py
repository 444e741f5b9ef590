"""Divides the caller's grad_output by N in place."""
# loses: linear-backward
# hint: Make a new array | Too small by exactly the batch size N


def backward(self, grad_output):
    grad_output /= len(grad_output)
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return grad_output @ self.weight.data


Linear.backward = backward
