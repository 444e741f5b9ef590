"""Picks the axis of the bias gradient by its length: wrong when N = out."""
# loses: linear-backward
# hint: It was summed over the outputs


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    axis = 1 if len(grad_output) == len(self.bias.data) else 0
    self.bias.accumulate(grad_output.sum(axis=axis))
    return grad_output @ self.weight.data


Linear.backward = backward
