"""Sums over the features, which fits only when N = out."""
# loses: linear-backward
# hint: It was summed over the outputs


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=1))
    return grad_output @ self.weight.data


Linear.backward = backward
