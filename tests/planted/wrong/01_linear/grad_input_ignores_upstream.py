"""Repeats the column sums of the weight for every sample."""
# loses: linear-backward
# hint: as if it were all ones | makes no difference


def backward(self, grad_output):
    self.weight.accumulate(grad_output.T @ self.x)
    self.bias.accumulate(grad_output.sum(axis=0))
    return np.ones_like(grad_output) @ self.weight.data


Linear.backward = backward
